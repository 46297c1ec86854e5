package io.runledger.query.history;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountEvent.PersonalDataErased;
import io.runledger.api.AlertEvent.AlertsConfigured;
import io.runledger.api.AlertEvent.CreditsExpiring;
import io.runledger.api.AlertEvent.LowBalanceReached;
import io.runledger.api.GrantEvent.CreditsGranted;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.GrantEvent.CreditsRolledOver;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantEvent.GrantVoided;
import io.runledger.api.Ids;
import io.runledger.api.InvalidValue;
import io.runledger.api.MemberEvent.MemberBudgetRaised;
import io.runledger.api.MemberEvent.MemberBudgetRemoved;
import io.runledger.api.MemberEvent.MemberBudgetSet;
import io.runledger.api.PaymentEvent.CreditsClawedBack;
import io.runledger.api.PaymentEvent.CreditsReinstated;
import io.runledger.api.PaymentEvent.PurchaseRefunded;
import io.runledger.api.PaymentEvent.RefundFailed;
import io.runledger.api.PaymentEvent.RefundRequested;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.ReservationExpired;
import io.runledger.api.RunEvent.ReservationReleased;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.SubscriptionEvent.PlanChanged;
import io.runledger.api.SubscriptionEvent.SubscriptionCancelled;
import io.runledger.api.SubscriptionEvent.SubscriptionCreditsGranted;
import io.runledger.api.SubscriptionEvent.SubscriptionEnded;
import io.runledger.api.SubscriptionEvent.SubscriptionRenewed;
import io.runledger.api.SubscriptionEvent.SubscriptionStarted;
import io.runledger.api.TopUpEvent.AutoTopUpConfigured;
import io.runledger.api.TopUpEvent.AutoTopUpDeclined;
import io.runledger.api.TopUpEvent.AutoTopUpNeedsPayer;
import io.runledger.api.TopUpEvent.AutoTopUpSwitchedOff;
import io.runledger.api.TopUpEvent.AutoTopUpTriggered;
import io.runledger.query.projection.UnfitEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What an entry of the history is about; for a run's newest entry, how the run stands. */
enum Kind {
    OPENED(AccountOpened.class),
    CLOSED(AccountClosed.class),
    ERASED(PersonalDataErased.class),
    DAILY_GRANT(DailyGrantIssued.class),
    GRANTED(CreditsGranted.class),
    PURCHASED(CreditsPurchased.class),
    EXPIRED(GrantExpired.class),
    ROLLED_OVER(CreditsRolledOver.class),
    VOIDED(GrantVoided.class),
    SUBSCRIPTION_STARTED(SubscriptionStarted.class),
    SUBSCRIPTION_CREDITS(SubscriptionCreditsGranted.class),
    SUBSCRIPTION_RENEWED(SubscriptionRenewed.class),
    PLAN_CHANGED(PlanChanged.class),
    SUBSCRIPTION_CANCELLED(SubscriptionCancelled.class),
    SUBSCRIPTION_ENDED(SubscriptionEnded.class),
    BUDGET_SET(MemberBudgetSet.class),
    BUDGET_RAISED(MemberBudgetRaised.class),
    BUDGET_REMOVED(MemberBudgetRemoved.class),
    ALERTS_CONFIGURED(AlertsConfigured.class),
    LOW_BALANCE(LowBalanceReached.class),
    EXPIRING(CreditsExpiring.class),
    CLAWED_BACK(CreditsClawedBack.class),
    REINSTATED(CreditsReinstated.class),
    REFUND_REQUESTED(RefundRequested.class),
    PURCHASE_REFUNDED(PurchaseRefunded.class),
    REFUND_FAILED(RefundFailed.class),
    AUTO_TOP_UP_CONFIGURED(AutoTopUpConfigured.class),
    AUTO_TOP_UP_TRIGGERED(AutoTopUpTriggered.class),
    AUTO_TOP_UP_DECLINED(AutoTopUpDeclined.class),
    AUTO_TOP_UP_NEEDS_PAYER(AutoTopUpNeedsPayer.class),
    AUTO_TOP_UP_SWITCHED_OFF(AutoTopUpSwitchedOff.class),
    RESERVED(CreditsReserved.class),
    CAPTURED(CreditsCaptured.class),
    REFUNDED(RunFailedRefunded.class),
    RELEASED(ReservationReleased.class),
    LAPSED(ReservationExpired.class);

    private static final Map<Class<?>, Kind> BY_EVENT =
            Arrays.stream(values()).collect(Collectors.toMap(kind -> kind.event, kind -> kind));

    private final Class<? extends AccountEvent> event;

    Kind(Class<? extends AccountEvent> event) {
        this.event = event;
    }

    static Kind of(AccountEvent event) {
        Kind kind = BY_EVENT.get(event.getClass());
        if (kind == null) {
            throw new UnfitEvent(
                    "the history has no kind for a " + event.getClass().getSimpleName());
        }
        return kind;
    }

    /**
     * @throws InvalidValue if there is no such kind
     */
    static Kind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("kind must be one of "
                        + Arrays.stream(values()).map(Kind::wireName).toList()));
    }

    String wireName() {
        return Ids.wireName(this);
    }
}
