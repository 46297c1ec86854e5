package io.runledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.Answer.Accepted;
import io.runledger.api.Answer.Refused;
import io.runledger.api.Credits;
import io.runledger.api.Outcome;
import io.runledger.api.RejectionReason;
import io.runledger.api.Remedy;
import io.runledger.service.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyTest {

    private static final Outcome OUTCOME = new Outcome.DueBooked(0, Credits.ZERO, 7);

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void every_reason_has_a_status_of_its_own_choosing(RejectionReason reason) {
        Problem problem = Reply.problem(new Refused(reason, "why")).problem();
        assertThat(problem.status().is4xxClientError()).isTrue();
        assertThat(problem.name()).matches("[a-z-]+");
        assertThat(problem.detail()).isEqualTo("why");
    }

    @Test
    void the_figures_of_a_refusal_are_members_of_its_problem() {
        Problem problem = Reply.problem(new Refused(
                        RejectionReason.INSUFFICIENT_CREDITS, "why", Map.of("available", Credits.of("1.5")), null))
                .problem();
        assertThat(problem.members()).containsEntry("available", Credits.of("1.5"));
    }

    @Test
    void what_would_help_is_a_member_too() {
        Remedy remedy = new Remedy(
                Instant.parse("2026-03-02T00:00:00Z"),
                null,
                List.of(new Remedy.Purchase("small", Credits.of("100"))),
                List.of(new Remedy.Upgrade("plus", Credits.of("300"))));
        Problem problem = Reply.problem(new Refused(RejectionReason.INSUFFICIENT_CREDITS, "why", Map.of(), remedy))
                .problem();
        assertThat(problem.members())
                .containsEntry("nextCreditsAt", remedy.nextCreditsAt())
                .containsEntry("purchases", remedy.purchases())
                .containsEntry("plans", remedy.plans());
    }

    @Test
    void what_is_new_is_created_and_its_repeat_is_not() {
        assertThat(Reply.created(new Accepted(OUTCOME, false)).getStatusCode().value())
                .isEqualTo(201);
        assertThat(Reply.created(new Accepted(OUTCOME, true)).getStatusCode().value())
                .isEqualTo(200);
        assertThat(Reply.ok(new Accepted(OUTCOME, false)).getStatusCode().value())
                .isEqualTo(200);
    }
}
