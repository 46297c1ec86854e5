package io.runledger.query.balance;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.GrantChange;
import io.runledger.api.GrantEvent.CreditsRolledOver;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantEvent.GrantVoided;
import io.runledger.api.GrantId;
import io.runledger.api.NewGrant;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.EndOfReservation;
import io.runledger.api.RunId;
import io.runledger.query.projection.Recorded;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events changes in the balances: at most one row an account, a grant and a reservation.
 *
 * @param ended reservations that were open before the batch
 */
record BalanceRows(
        Map<AccountId, AccountRow> accounts,
        Map<GrantKey, OpenedGrant> opened,
        Map<GrantKey, ChangedGrant> changed,
        Map<RunKey, OpenReservation> reserved,
        Set<RunKey> ended) {

    record GrantKey(AccountId account, GrantId grantId) {}

    record RunKey(AccountId account, RunId runId) {}

    /** A grant that begins, or is taken up again, with its place among the account's grants. */
    record OpenedGrant(AccountId account, NewGrant grant, Credits remaining, long version, int place) {

        OpenedGrant then(OpenedGrant again) {
            return new OpenedGrant(account, grant, remaining.plus(again.remaining), again.version, again.place);
        }
    }

    /**
     * @param expiresAt null: as before
     */
    record ChangedGrant(
            GrantKey key,
            Credits change,
            boolean voided,
            @Nullable Instant expiresAt) {

        ChangedGrant then(ChangedGrant next) {
            return new ChangedGrant(
                    key,
                    change.plus(next.change),
                    voided || next.voided,
                    next.expiresAt == null ? expiresAt : next.expiresAt);
        }
    }

    record OpenReservation(RunKey key, long version, CreditsReserved event) {}

    /** None yet. */
    BalanceRows() {
        this(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashSet<>());
    }

    void add(Recorded recorded) {
        AccountId account = recorded.account();
        AccountEvent event = recorded.event();
        accounts.merge(account, AccountRow.of(recorded), AccountRow::then);
        open(recorded);
        event.grantChanges().forEach(change -> change(account, change));
        if (event instanceof GrantVoided voided) {
            add(new ChangedGrant(new GrantKey(account, voided.grantId()), Credits.ZERO, true, null));
        } else if (event instanceof GrantExpired expired) {
            add(new ChangedGrant(new GrantKey(account, expired.grantId()), Credits.ZERO, false, expired.expiredAt()));
        } else if (event instanceof CreditsRolledOver rolled) {
            add(new ChangedGrant(new GrantKey(account, rolled.grantId()), Credits.ZERO, false, rolled.expiresAt()));
        } else if (event instanceof CreditsReserved reservation) {
            RunKey key = new RunKey(account, reservation.runId());
            reserved.put(key, new OpenReservation(key, recorded.version(), reservation));
        } else if (event instanceof EndOfReservation end) {
            end(new RunKey(account, end.runId()));
        }
    }

    private void open(Recorded recorded) {
        int place = 0;
        for (NewGrant grant : recorded.event().newGrants()) {
            OpenedGrant row =
                    new OpenedGrant(recorded.account(), grant, grant.remaining(), recorded.version(), place++);
            opened.merge(new GrantKey(recorded.account(), grant.grantId()), row, OpenedGrant::then);
        }
    }

    private void change(AccountId account, GrantChange change) {
        add(new ChangedGrant(new GrantKey(account, change.grantId()), change.change(), false, null));
    }

    private void add(ChangedGrant row) {
        changed.merge(row.key(), row, ChangedGrant::then);
    }

    private void end(RunKey run) {
        if (reserved.remove(run) == null) {
            ended.add(run);
        }
    }
}
