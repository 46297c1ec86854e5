package io.runledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitsTest {

    private static final AccountId ACCOUNT = new AccountId("a");

    private final Commits commits = new Commits();

    @Test
    void who_waits_for_a_version_is_told_of_it_and_of_a_later_one() throws Exception {
        try (Commits.Waiting one = commits.await("balance", ACCOUNT, 3);
                Commits.Waiting another = commits.await("balance", ACCOUNT, 5)) {
            commits.announce("balance", Map.of("a", 3L));
            assertThat(isOver(one)).isTrue();
            assertThat(isOver(another)).isFalse();

            commits.announce("balance", Map.of("b", 1L, "a", 7L));
            assertThat(isOver(another)).isTrue();
        }
    }

    @Test
    void nobody_is_told_of_another_account_or_projection_or_of_an_earlier_version() throws Exception {
        try (Commits.Waiting one = commits.await("balance", ACCOUNT, 3)) {
            commits.announce("balance", Map.of("b", 3L));
            commits.announce("history", Map.of("a", 3L));
            commits.announce("balance", Map.of("a", 2L));

            assertThat(isOver(one)).isFalse();
        }
    }

    @Test
    void who_has_gone_does_not_keep_others_from_being_told() throws Exception {
        commits.await("balance", ACCOUNT, 3).close();
        try (Commits.Waiting one = commits.await("balance", ACCOUNT, 3)) {
            commits.await("balance", ACCOUNT, 3).close();
            commits.announce("balance", Map.of("a", 3L));

            assertThat(isOver(one)).isTrue();
        }
    }

    @Test
    void nothing_is_kept_of_those_who_have_gone() {
        commits.await("balance", ACCOUNT, 3).close();
        commits.await("history", ACCOUNT, 3).close();

        assertThat(commits.isAwaited()).isFalse();
    }

    private static boolean isOver(Commits.Waiting waiting) throws InterruptedException {
        return waiting.isOver(Duration.ZERO);
    }
}
