package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an accepted command brought about, as its caller sees it. {@code version} is the account's newest event. */
public sealed interface Outcome {

    long version();

    /** The account exists. */
    record Opened(AccountId account, long version) implements Outcome {}

    /**
     * How an account stands.
     *
     * @param state open or closed
     * @param held credits in open reservations
     * @param bySource what can be spent, by where it came from; adds up to {@code available + debt}
     * @param subscription null if there never was one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            AccountId account,
            String state,
            Instant openedAt,
            Credits available,
            Credits held,
            Credits debt,
            Map<Source, Credits> bySource,
            @Nullable SubscriptionView subscription,
            long version)
            implements Outcome {}

    /** The account takes no new runs and no new credits. */
    record Closed(AccountId account, Credits available, long version) implements Outcome {}

    /** What was known of the person is deleted. */
    record Erased(AccountId account, long version) implements Outcome {}

    /** What had fallen due is booked. */
    record DueBooked(int events, Credits available, long version) implements Outcome {}

    /**
     * Today's daily credits are there.
     *
     * @param issued whether this call brought them
     * @param credits what this call brought
     */
    record DailyGrant(boolean issued, Credits credits, Credits available, long version) implements Outcome {}

    /** A grant is there. */
    record Granted(GrantId grantId, Source source, Credits credits, Credits available, long version)
            implements Outcome {}

    /** A purchase is booked. */
    record Purchased(PurchaseId purchaseId, GrantId grantId, Credits credits, Credits available, long version)
            implements Outcome {}

    /**
     * A grant is void.
     *
     * @param voided what was left of it
     */
    record Voided(GrantId grantId, Credits voided, Credits available, long version) implements Outcome {}

    /** A subscription is as it was asked to be. */
    record Subscribed(SubscriptionView subscription, Credits available, long version) implements Outcome {}

    /**
     * How a member's budget stands.
     *
     * @param credits what the member may spend in each period
     * @param raised what it may spend more in the one that runs
     * @param spent what its runs have taken in the one that runs, less what has come back
     * @param remaining what it may still spend
     * @param resetsAt when the next one begins
     */
    record MemberBudget(
            String member,
            Credits credits,
            BudgetPeriod period,
            Credits raised,
            Credits spent,
            Credits remaining,
            Instant resetsAt,
            long version)
            implements Outcome {}

    /** The member may spend whatever the account has. */
    record MemberUnlimited(String member, long version) implements Outcome {}

    /** Which thresholds hold, the highest first. */
    record Alerts(List<Credits> lowBalance, long version) implements Outcome {}

    /**
     * How the credits of a purchase follow its money.
     *
     * @param clawedBack what is taken back of them
     * @param voided what of the rest an operator took out
     */
    record PaymentFollowed(
            PurchaseId purchaseId, Credits credits, Credits clawedBack, Credits voided, Credits available, long version)
            implements Outcome {}

    /**
     * Money goes back for credits that were not used.
     *
     * @param amount in units of the currency
     */
    record RefundUnderWay(
            RefundId refundId,
            PurchaseId purchaseId,
            Credits credits,
            BigDecimal amount,
            String currency,
            Credits available,
            long version)
            implements Outcome {}

    /** A refund has ended. */
    record RefundEnded(RefundId refundId, PurchaseId purchaseId, boolean arrived, Credits available, long version)
            implements Outcome {}

    /**
     * When the account buys credits by itself.
     *
     * @param settings null: never
     * @param underWay the purchase that it is making now; null: none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AutoTopUpStanding(
            @Nullable AutoTopUp settings, @Nullable PurchaseId underWay, long version) implements Outcome {}

    /** Whether the owner was told now that a grant will soon expire. */
    record ExpiryWarned(boolean warned, long version) implements Outcome {}

    /** Prices are those of this version of the rate card. {@code version} is that of the card's stream. */
    record RateCardInForce(int rateCardVersion, int models, long version) implements Outcome {}

    /**
     * What a run would cost, and whether the account could pay for it.
     *
     * @param eligible the most that could be set aside for it
     * @param affordable whether that is enough
     */
    record Quoted(
            Credits credits,
            List<RunLine> lines,
            int rateCardVersion,
            Credits available,
            Credits eligible,
            boolean affordable,
            long version)
            implements Outcome {}

    /** Credits are set aside for a run. */
    record Reserved(
            RunId runId,
            Credits credits,
            List<Taken> grants,
            List<RunLine> lines,
            Credits available,
            Instant expiresAt,
            int rateCardVersion,
            boolean commercialUse,
            long version)
            implements Outcome {}

    /**
     * A run is paid.
     *
     * @param captured what it cost, {@code debt} included
     * @param returned what of its reservation was not needed
     * @param shortfall what could not be taken and was written off
     * @param debt what could not be taken and is owed
     */
    record Captured(
            RunId runId,
            Credits captured,
            Credits returned,
            Credits shortfall,
            Credits debt,
            List<RunLine> lines,
            Credits available,
            boolean commercialUse,
            long version)
            implements Outcome {}

    /** A run's credits are back. */
    record RunReturned(RunId runId, Credits returned, Credits available, long version) implements Outcome {}
}
