package io.runledger.query.history;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountId;
import io.runledger.api.AlertEvent.CreditsExpiring;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsGranted;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.GrantEvent.CreditsRolledOver;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantEvent.GrantVoided;
import io.runledger.api.GrantId;
import io.runledger.api.MemberEvent;
import io.runledger.api.PaymentEvent;
import io.runledger.api.RunEvent;
import io.runledger.api.RunId;
import io.runledger.api.SubscriptionEvent.SubscriptionCreditsGranted;
import io.runledger.query.projection.Recorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an account's history.
 *
 * @param credits what the event is about, not below zero
 * @param before what was available, less debt
 * @param grantId null where the event is about no grant, or about those of a run
 * @param run null where the event is about no run
 */
record HistoryRow(
        AccountId account,
        long version,
        Instant at,
        Kind kind,
        Credits credits,
        Credits before,
        Credits after,
        @Nullable GrantId grantId,
        @Nullable RunId runId,
        RunDetails run) {

    static HistoryRow of(Recorded recorded) {
        AccountEvent event = recorded.event();
        Credits after = event.available();
        return new HistoryRow(
                recorded.account(),
                recorded.version(),
                event.at(),
                Kind.of(event),
                event.credits(),
                after.minus(event.effect().available()),
                after,
                grantOf(event),
                event instanceof RunEvent run ? run.runId() : null,
                detailsOf(event));
    }

    private static RunDetails detailsOf(AccountEvent event) {
        if (event instanceof MemberEvent budget) {
            return RunDetails.ofMember(budget.member());
        }
        return event instanceof RunEvent run ? RunDetails.of(run) : RunDetails.NONE;
    }

    private static @Nullable GrantId grantOf(AccountEvent event) {
        if (event instanceof DailyGrantIssued daily) {
            return daily.grantId();
        }
        if (event instanceof CreditsGranted granted) {
            return granted.grantId();
        }
        if (event instanceof CreditsPurchased purchased) {
            return purchased.grantId();
        }
        if (event instanceof GrantExpired expired) {
            return expired.grantId();
        }
        if (event instanceof CreditsExpiring expiring) {
            return expiring.grantId();
        }
        if (event instanceof CreditsRolledOver rolled) {
            return rolled.grantId();
        }
        if (event instanceof PaymentEvent payment) {
            return payment.grantId();
        }
        if (event instanceof SubscriptionCreditsGranted month) {
            return month.grantId();
        }
        return event instanceof GrantVoided voided ? voided.grantId() : null;
    }
}
