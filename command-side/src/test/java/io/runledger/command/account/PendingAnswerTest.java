package io.runledger.command.account;

import static io.runledger.command.account.Requests.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.api.RejectionReason;
import io.runledger.eventstore.AppendQueue;
import io.runledger.service.problem.ProblemException;
import java.time.Duration;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** Another node races for the same account, and each race takes a second. */
class PendingAnswerTest {

    private static final Answer ANSWER = new Answer.Refused(RejectionReason.UNKNOWN_RUN, "there is no such run");

    private final AccountCommand command = reserve("r1", "10");
    private final SimpleCommandBus commands = SimpleCommandBus.builder().build();
    private long now;
    private int races;

    @Test
    void a_command_is_decided_again_until_it_wins_a_race() {
        givenAnotherNodeWins(4);

        assertThat(begun().answer()).isEqualTo(ANSWER);
        assertThat(races).isEqualTo(5);
    }

    @Test
    void a_command_that_has_lost_all_races_for_five_seconds_is_told_to_come_again() {
        givenAnotherNodeWins(Integer.MAX_VALUE);

        assertThatThrownBy(() -> begun().answer()).isInstanceOfSatisfying(ProblemException.class, failure -> {
            assertThat(failure.problem().name()).isEqualTo("account-busy");
            assertThat(failure.problem().status().value()).isEqualTo(503);
            assertThat(failure.problem().headers()).containsEntry("Retry-After", "1");
            assertThat(failure.problem().detail()).contains("nothing was done", "ask again with the same id");
        });
        assertThat(races).isEqualTo(5);
    }

    private void givenAnotherNodeWins(int most) {
        commands.subscribe(command.getClass().getName(), message -> {
            now += Duration.ofSeconds(1).toNanos();
            if (races++ < most) {
                throw new ConcurrencyException("another node was faster");
            }
            return ANSWER;
        });
    }

    private PendingAnswer begun() {
        PendingAnswer answer = new PendingAnswer(
                command,
                MetaData.emptyInstance(),
                DefaultCommandGateway.builder().commandBus(commands).build(),
                AppendQueue.NONE,
                new CommandMeters(new SimpleMeterRegistry()),
                () -> now);
        answer.begin();
        return answer;
    }
}
