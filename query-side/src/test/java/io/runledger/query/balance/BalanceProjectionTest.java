package io.runledger.query.balance;

import static io.runledger.query.TestAccount.START;
import static io.runledger.query.TestAccount.credits;
import static io.runledger.query.TestAccount.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.GrantId;
import io.runledger.query.TestAccount;
import io.runledger.query.balance.BalanceRows.ChangedGrant;
import io.runledger.query.balance.BalanceRows.GrantKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BalanceProjectionTest {

    private final BalanceProjection projection = new BalanceProjection();

    @Test
    void many_events_of_an_account_make_one_row() {
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .reserved("r", null, null, line("m", "4"))
                .after(Duration.ofMinutes(1))
                .captured("r", "3")
                .closed();

        BalanceRows rows = projection.project(account.events());

        AccountRow row = rows.accounts().get(account.id());
        assertThat(rows.accounts()).hasSize(1);
        assertThat(row.version()).isEqualTo(4);
        assertThat(row.openedAt()).isEqualTo(START);
        assertThat(row.lastEventAt()).isEqualTo(START.plus(Duration.ofMinutes(1)));
        assertThat(row.closed()).isTrue();
        assertThat(row.effect().granted()).isEqualTo(credits("10"));
        assertThat(row.effect().held()).isEqualTo(credits("0"));
        assertThat(row.effect().captured()).isEqualTo(credits("3"));
        assertThat(row.effect().available()).isEqualTo(credits("7"));
    }

    @Test
    void what_a_grant_gives_and_gets_back_is_one_change() {
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .reserved("r", null, null, line("m", "4"))
                .captured("r", "3");

        BalanceRows rows = projection.project(account.events());

        GrantKey key = new GrantKey(account.id(), new GrantId("purchase:p"));
        assertThat(rows.opened().get(key).remaining()).isEqualTo(credits("10"));
        assertThat(rows.changed()).containsEntry(key, new ChangedGrant(key, credits("-3"), false, null));
    }

    @Test
    void a_reservation_that_begins_and_ends_in_a_batch_leaves_no_row() {
        TestAccount account = TestAccount.opened("a")
                .purchased("p", "10")
                .reserved("r", null, null, line("m", "4"))
                .released("r");

        BalanceRows together = projection.project(account.events());
        BalanceRows apart = projection.project(account.events().subList(3, 4));

        assertThat(together.reserved()).isEmpty();
        assertThat(together.ended()).isEmpty();
        assertThat(apart.ended()).hasSize(1);
    }

    @Test
    void a_voided_grant_is_marked_and_emptied() {
        TestAccount account = TestAccount.opened("a").granted("g", "5", null).voided("g");

        BalanceRows rows = projection.project(account.events().subList(2, 3));

        assertThat(rows.changed().values())
                .containsExactly(
                        new ChangedGrant(new GrantKey(account.id(), new GrantId("g")), credits("-5"), true, null));
    }
}
