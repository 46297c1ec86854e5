package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Answer.Refused;
import io.runledger.api.BillingPeriod;
import io.runledger.api.InvalidValue;
import io.runledger.api.RejectionReason;
import io.runledger.api.SubscriptionId;
import io.runledger.api.SubscriptionView;
import io.runledger.api.policy.Plan;
import io.runledger.api.policy.Policy;
import io.runledger.command.personal.Profile;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes orders of plans: where there is no subscription one begins, where there is one its plan changes. */
@Component
public class SubscriptionOrders {

    private final PaidSubscriptionTable table;
    private final SubscriptionPages pages;
    private final ProviderSubscriptions provider;
    private final Stripe stripe;
    private final Policy policy;
    private final Clock clock;

    SubscriptionOrders(
            PaidSubscriptionTable table,
            SubscriptionPages pages,
            ProviderSubscriptions provider,
            Stripe stripe,
            Policy policy,
            Clock clock) {
        this.table = table;
        this.pages = pages;
        this.provider = provider;
        this.stripe = stripe;
        this.policy = policy;
        this.clock = clock;
    }

    /** What was ordered. */
    public record PlanOrder(
            String plan,
            BillingPeriod period,
            String currency,
            @Nullable String successUrl,
            @Nullable String cancelUrl) {

        public PlanOrder {
            successUrl = Checkout.url("successUrl", successUrl);
            cancelUrl = Checkout.url("cancelUrl", cancelUrl);
        }
    }

    /** What became of it. */
    public sealed interface Placed {

        /** It begins on the provider's page. */
        record Page(SubscriptionId subscriptionId, String checkoutUrl) implements Placed {}

        /** The subscription that there is changes, or is so already. */
        record Changing(SubscriptionId subscriptionId) implements Placed {}

        record Not(Refused refused) implements Placed {}
    }

    /**
     * @param now the account's subscription; null if there is none that goes on
     * @throws StripeFailure if the provider refuses, as it does where a card is declined, or can't be reached
     */
    public Placed place(AccountId account, PlanOrder order, @Nullable SubscriptionView now, Profile buyer) {
        stripe.requireConfigured();
        Optional<Plan> plan = policy.plan(order.plan());
        if (plan.isEmpty()) {
            return refused(RejectionReason.UNKNOWN_PLAN, "there is no plan " + order.plan());
        }
        BigDecimal price = plan.get().pricesOf(order.period()).get(order.currency());
        if (price == null) {
            return refused(
                    RejectionReason.CURRENCY_NOT_SOLD,
                    "plan " + order.plan() + " is not sold " + order.period().wireName() + " in " + order.currency()
                            + "; it is in "
                            + new TreeSet<>(plan.get().pricesOf(order.period()).keySet()));
        }
        if (!policy.takesPaymentsFrom(buyer.country())) {
            return refused(
                    RejectionReason.COUNTRY_NOT_ACCEPTED,
                    "payments are accepted from " + new TreeSet<>(policy.countries()) + " alone");
        }
        return now == null || SubscriptionView.planOf(now) == null
                ? begin(account, order, price, buyer)
                : change(account, order, price, now);
    }

    private Placed begin(AccountId account, PlanOrder order, BigDecimal price, Profile buyer) {
        if (order.successUrl() == null) {
            throw new InvalidValue("successUrl is required: the buyer goes there after paying");
        }
        if (buyer.email() == null) {
            return new Placed.Not(Purchases.emailRequired());
        }
        Optional<PaidSubscription> before = openOrder(account, order);
        PaidSubscription wanted = before.orElseGet(() -> newOrder(account, order));
        if (before.isEmpty()) {
            pages.open(wanted, price, buyer.email(), order.successUrl(), order.cancelUrl());
        }
        return table.find(account, wanted.id())
                .<Placed>map(opened -> new Placed.Page(opened.id(), String.valueOf(opened.checkoutUrl())))
                .orElseThrow();
    }

    /** The same order again finds its page, as long as it is open. */
    private Optional<PaidSubscription> openOrder(AccountId account, PlanOrder order) {
        return table.lastOrderOf(account)
                .filter(last -> last.plan().equals(order.plan())
                        && last.period() == order.period()
                        && last.currency().equals(order.currency()))
                .filter(pages::isOpen);
    }

    private PaidSubscription newOrder(AccountId account, PlanOrder order) {
        PaidSubscription wanted = new PaidSubscription(
                account,
                new SubscriptionId("sub-" + UUID.randomUUID()),
                order.plan(),
                order.period(),
                order.currency(),
                null,
                null,
                null,
                null,
                clock.instant());
        table.add(wanted);
        return wanted;
    }

    private Placed change(AccountId account, PlanOrder order, BigDecimal price, SubscriptionView now) {
        Optional<String> providerId = table.find(account, now.subscriptionId()).map(PaidSubscription::providerId);
        if (providerId.isEmpty()) {
            return refused(
                    RejectionReason.SUBSCRIPTION_CONFLICT,
                    "the subscription is paid another way; an operator changes it");
        }
        if (order.period() != now.period()) {
            return refused(
                    RejectionReason.SUBSCRIPTION_CONFLICT,
                    "a subscription keeps its period; cancel it, and subscribe anew when it has ended");
        }
        Plan plan = policy.plan(order.plan()).orElseThrow();
        boolean more = plan.monthlyCredits().compareTo(now.monthlyCredits()) > 0;
        provider.change(providerId.get(), order, price, more);
        return new Placed.Changing(now.subscriptionId());
    }

    /**
     * Where a customer looks after cards and subscriptions.
     *
     * @return empty for who has never bought
     */
    public Optional<String> portal(AccountId account, String returnUrl) {
        return pages.portal(account, String.valueOf(Checkout.url("returnUrl", returnUrl)));
    }

    /**
     * Sees to it that a subscription is not charged for beyond the paid time; nothing happens if it is paid another way.
     *
     * @throws StripeFailure if the provider can't be reached
     */
    public void endCharges(AccountId account, SubscriptionId subscription) {
        table.find(account, subscription)
                .map(PaidSubscription::providerId)
                .ifPresent(providerId -> provider.end(providerId, false));
    }

    private static Placed refused(RejectionReason reason, String detail) {
        return new Placed.Not(new Refused(reason, detail));
    }
}
