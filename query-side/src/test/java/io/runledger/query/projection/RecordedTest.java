package io.runledger.query.projection;

import static io.runledger.query.TestAccount.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsGranted;
import io.runledger.api.GrantId;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.eventstore.UnreadableEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordedTest {

    @Test
    void an_unknown_type_is_refused_by_its_name() {
        assertThatThrownBy(() -> Recorded.of("a", 0, () -> new UnreadableEvent("CreditsTeleported", "3")))
                .isInstanceOf(UnfitEvent.class)
                .hasMessageContaining("CreditsTeleported")
                .hasMessageContaining("3");
    }

    @Test
    void events_of_anything_else_are_nobodys_business_here() {
        assertThat(Recorded.of("rate-card", 0, () -> "something")).isEmpty();
    }

    @Test
    void an_account_opens_in_its_own_stream() {
        AccountOpened opened = new AccountOpened(START, new AccountId("b"));
        assertThat(Recorded.of("b", 0, () -> opened)).isPresent();
        assertThatThrownBy(() -> Recorded.of("a", 0, () -> opened)).isInstanceOf(UnfitEvent.class);
    }

    @Test
    void what_postgresql_could_not_keep_is_refused_before_it_gets_there() {
        CreditsGranted forAges = new CreditsGranted(
                START,
                new GrantId("g"),
                Source.PROMOTIONAL,
                Credits.ofWhole(1),
                Credits.ZERO,
                Scope.EVERYTHING,
                Instant.parse("+12345-01-01T00:00:00Z"),
                "f",
                Credits.ofWhole(1));
        assertThatThrownBy(() -> Recorded.of("a", 1, () -> forAges)).isInstanceOf(UnfitEvent.class);
        assertThatThrownBy(() -> Recorded.of("a", 1, () -> new AccountOpened(null, new AccountId("a"))))
                .isInstanceOf(UnfitEvent.class);
    }
}
