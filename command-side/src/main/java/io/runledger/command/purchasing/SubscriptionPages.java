package io.runledger.command.purchasing;

import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.Recurring;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import io.runledger.api.AccountId;
import io.runledger.api.BillingPeriod;
import io.runledger.api.policy.Policy;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pages at Stripe where subscriptions begin and are looked after. */
@Component
class SubscriptionPages {

    /** The names of ours in the metadata of a subscription at Stripe. */
    static final String SUBSCRIPTION = "subscription";

    static final String PLAN = "plan";
    static final String PERIOD = "period";

    private final Stripe stripe;
    private final Customers customers;
    private final PaidSubscriptionTable table;
    private final Policy policy;

    SubscriptionPages(Stripe stripe, Customers customers, PaidSubscriptionTable table, Policy policy) {
        this.stripe = stripe;
        this.customers = customers;
        this.table = table;
        this.policy = policy;
    }

    /**
     * Opens the page where a subscription begins; the same one if it is asked twice.
     *
     * @param price of one period, in units of the currency
     */
    void open(
            PaidSubscription subscription,
            BigDecimal price,
            String email,
            String successUrl,
            @Nullable String cancelUrl) {
        String customer = customers.of(subscription.account(), email);
        SessionCreateParams.Builder page = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setCustomer(customer)
                .setClientReferenceId(subscription.account().value())
                .setSuccessUrl(successUrl)
                .setCancelUrl(cancelUrl)
                .addLineItem(lineOf(subscription, price))
                .setSubscriptionData(SubscriptionData.builder()
                        .putMetadata(Notice.ACCOUNT, subscription.account().value())
                        .putMetadata(SUBSCRIPTION, subscription.id().value())
                        .putMetadata(PLAN, subscription.plan())
                        .putMetadata(PERIOD, subscription.period().wireName())
                        .build());
        SessionCreateParams order = (policy.payments().automaticTax() ? Checkouts.withTax(page) : page).build();
        Session session = stripe.call(client -> client.v1()
                .checkout()
                .sessions()
                .create(order, Stripe.once("subscribe/" + subscription.account() + "/" + subscription.id())));
        table.opened(subscription, session.getId(), session.getUrl());
    }

    private LineItem lineOf(PaidSubscription subscription, BigDecimal price) {
        return LineItem.builder()
                .setQuantity(1L)
                .setPriceData(LineItem.PriceData.builder()
                        .setCurrency(StripeAmounts.lower(subscription.currency()))
                        .setUnitAmount(StripeAmounts.toSmallest(price, subscription.currency()))
                        .setRecurring(recurring(subscription.period()))
                        .setProductData(LineItem.PriceData.ProductData.builder()
                                .setName(policy.name() + " " + subscription.plan())
                                .build())
                        .build())
                .build();
    }

    private static Recurring recurring(BillingPeriod period) {
        return Recurring.builder()
                .setInterval(Recurring.Interval.MONTH)
                .setIntervalCount((long) period.months())
                .build();
    }

    boolean isOpen(PaidSubscription subscription) {
        String page = subscription.checkoutId();
        return page != null
                && "open"
                        .equals(stripe.call(client ->
                                        client.v1().checkout().sessions().retrieve(page))
                                .getStatus());
    }

    /** Where a customer looks after cards and subscriptions; empty for who has never bought. */
    Optional<String> portal(AccountId account, String returnUrl) {
        return customers
                .find(account)
                .map(customer -> stripe.call(client -> client.v1()
                                .billingPortal()
                                .sessions()
                                .create(com.stripe.param.billingportal.SessionCreateParams.builder()
                                        .setCustomer(customer)
                                        .setReturnUrl(returnUrl)
                                        .build()))
                        .getUrl());
    }
}
