package io.runledger.query.balance;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.Effect;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.api.SubscriptionView;
import io.runledger.api.holdings.Due;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.policy.Policy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an account holds and can spend at one instant. */
@Schema(
        name = "Balance",
        description = "Always totals.granted = (available - notYetBooked + debt) + held + totals.captured"
                + " + totals.expired + totals.voided + totals.clawedBack.")
public record BalanceView(
        AccountId account,

        @Schema(
                description = "A closed account starts no runs and gets no credits",
                allowableValues = {"open", "closed"})
        String state,

        @Schema(description = "What can be spent now, less debt; below zero while the debt is larger")
        Credits available,

        @Schema(description = "Set aside for open reservations")
        Credits held,

        @Schema(description = "Owed because it was spent before it was taken back")
        Credits debt,

        @Schema(description = "What can be spent now, by where it came from; adds up to available + debt")
        Map<String, Credits> bySource,

        @Schema(description = "The grants that have credits now, in the order in which they are spent")
        List<GrantView> grants,

        @Schema(
                description = "The part of available that time has brought (daily credits) or taken (expiry)"
                        + " since the account's last event, and that its next event will book")
        Credits notYetBooked,

        @Schema(description = "The plan subscribed to; null without a subscription", nullable = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable
        String plan,

        @Schema(description = "The subscription, the last one if it has ended; absent if there never was one") @Nullable
        SubscriptionView subscription,

        @Schema(description = "When the daily credits come next; null where none do", nullable = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable
        Instant nextResetAt,

        Totals totals,

        @Schema(description = "The account's newest event that is in these figures")
        long version) {

    /** One grant as it stands. */
    @Schema(name = "Grant")
    public record GrantView(
            String grantId,

            @Schema(allowableValues = {"free", "subscription", "promotional", "compensation", "top-up"})
            String source,

            @Schema(description = "Whether money was paid for it")
            boolean paid,

            Credits remaining,

            @Schema(description = "What it may pay for; absent: everything") @Nullable
            Scope scope,

            @Schema(description = "The first instant at which it can't be spent; absent: never") @Nullable
            Instant expiresAt) {

        static GrantView of(Grant grant) {
            return new GrantView(
                    grant.id().value(),
                    grant.source().wireName(),
                    grant.paid(),
                    grant.remaining(),
                    grant.scope().equals(Scope.EVERYTHING) ? null : grant.scope(),
                    grant.expiresAt());
        }
    }

    /** What has become of all credits that the account was ever granted, as booked. */
    @Schema(name = "Totals")
    public record Totals(
            Credits granted,

            @Schema(description = "Given to runs, net of refunds")
            Credits captured,

            @Schema(description = "Expired unused") Credits expired,
            Credits voided,
            Credits clawedBack,

            @Schema(description = "Written off because nothing could give it; no part of the sum")
            Credits shortfall) {

        static Totals of(Effect booked) {
            return new Totals(
                    booked.granted(),
                    booked.captured(),
                    booked.expired(),
                    booked.voided(),
                    booked.clawedBack(),
                    booked.shortfall());
        }
    }

    /**
     * @param booked the sum of what all its events have changed
     * @param holdings what the account holds by its events
     * @param now not before the account's last event
     */
    public static BalanceView of(
            AccountId account, Effect booked, Holdings holdings, Policy policy, Instant now, long version) {
        Due due = Due.of(holdings, policy, now);
        SubscriptionView subscription =
                due.holdings().subscription().map(SubscriptionView::of).orElse(null);
        Credits notYetBooked = Credits.sum(due.events(), event -> event.effect().available());
        return new BalanceView(
                account,
                holdings.isClosed() ? "closed" : "open",
                booked.available().plus(notYetBooked),
                booked.held(),
                booked.debt(),
                bySource(due.holdings()),
                grants(due.holdings(), policy),
                notYetBooked,
                SubscriptionView.planOf(subscription),
                subscription,
                nextReset(due.holdings(), policy, now),
                Totals.of(booked),
                version);
    }

    private static @Nullable Instant nextReset(Holdings holdings, Policy policy, Instant now) {
        return holdings.isClosed()
                ? null
                : policy.nextReset(now, holdings.isSubscribed()).orElse(null);
    }

    private static Map<String, Credits> bySource(Holdings holdings) {
        Map<String, Credits> named = new LinkedHashMap<>();
        holdings.bySource().forEach((source, credits) -> named.put(source.wireName(), credits));
        return named;
    }

    private static List<GrantView> grants(Holdings holdings, Policy policy) {
        return holdings.grants().stream()
                .filter(grant -> grant.remaining().isPositive())
                .sorted(burnDownOrder(policy.burnDown()))
                .map(GrantView::of)
                .toList();
    }

    private static Comparator<Grant> burnDownOrder(List<Source> sources) {
        return Comparator.comparingInt((Grant grant) -> sources.indexOf(grant.source()))
                .thenComparing(Grant::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparingLong(Grant::age);
    }
}
