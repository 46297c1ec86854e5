package io.runledger.query.balance;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountId;
import io.runledger.api.Effect;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.Subscription;
import io.runledger.api.SubscriptionEvent;
import io.runledger.query.projection.Recorded;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What some events change in an account.
 *
 * @param version that of the newest of them
 * @param openedAt null: not opened by them
 * @param closed whether one of them closed it
 * @param subscription as the newest of them about one has it; null: none is about one
 * @param effect what they change in the totals
 */
record AccountRow(
        AccountId account,
        long version,
        @Nullable Instant openedAt,
        Instant lastEventAt,
        boolean closed,
        @Nullable LocalDate lastDailyGrant,
        @Nullable Subscription subscription,
        Effect effect) {

    static AccountRow of(Recorded recorded) {
        AccountEvent event = recorded.event();
        return new AccountRow(
                recorded.account(),
                recorded.version(),
                event instanceof AccountOpened ? event.at() : null,
                event.at(),
                event instanceof AccountClosed,
                event instanceof DailyGrantIssued daily ? daily.day() : null,
                event instanceof SubscriptionEvent changed ? changed.subscription() : null,
                event.effect());
    }

    AccountRow then(AccountRow next) {
        return new AccountRow(
                account,
                next.version,
                openedAt == null ? next.openedAt : openedAt,
                next.lastEventAt,
                closed || next.closed,
                next.lastDailyGrant == null ? lastDailyGrant : next.lastDailyGrant,
                next.subscription == null ? subscription : next.subscription,
                effect.plus(next.effect));
    }
}
