package io.runledger.query.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.query.RandomLife;
import io.runledger.query.balance.BalanceRows.GrantKey;
import io.runledger.query.balance.BalanceRows.OpenReservation;
import io.runledger.query.balance.BalanceRows.RunKey;
import io.runledger.query.projection.Recorded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BalanceSplitTest {

    private final BalanceProjection projection = new BalanceProjection();

    /** What the tables would hold. */
    private record Tables(
            Map<AccountId, AccountRow> accounts, Map<GrantKey, Credits> remaining, Map<RunKey, OpenReservation> open) {

        Tables() {
            this(new HashMap<>(), new HashMap<>(), new HashMap<>());
        }

        void add(BalanceRows rows) {
            rows.accounts().forEach((account, row) -> accounts.merge(account, row, AccountRow::then));
            rows.opened().forEach((key, row) -> remaining.merge(key, row.remaining(), Credits::plus));
            rows.changed().forEach((key, row) -> remaining.merge(key, row.change(), Credits::plus));
            open.putAll(rows.reserved());
            rows.ended().forEach(open::remove);
        }
    }

    @Property(tries = 100)
    void any_split_into_batches_makes_the_same_rows(
            @ForAll long seed, @ForAll long cut, @ForAll @IntRange(min = 1, max = 30) int largest) {
        List<Recorded> events = RandomLife.events(seed, "acc", 3, 60);
        Tables whole = new Tables();
        Tables parts = new Tables();

        whole.add(projection.project(events));
        RandomLife.split(events, cut, largest).forEach(batch -> parts.add(projection.project(batch)));

        assertThat(parts).isEqualTo(whole);
    }

    @Property(tries = 100)
    void the_sum_of_all_changes_is_what_the_last_event_says(@ForAll long seed) {
        List<Recorded> events = RandomLife.events(seed, "acc", 2, 60);
        Map<AccountId, Credits> last = new HashMap<>();
        events.forEach(event -> last.put(event.account(), event.event().available()));

        projection
                .project(events)
                .accounts()
                .forEach((account, row) -> assertThat(row.effect().available()).isEqualTo(last.get(account)));
    }
}
