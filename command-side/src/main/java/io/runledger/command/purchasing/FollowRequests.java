package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Answer.Refused;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.SubscriptionId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has a purchase, or a subscription, follow its money at once, whatever Stripe has told or not told about it. */
@Component
public class FollowRequests {

    private final Stripe stripe;
    private final PurchaseTable purchases;
    private final PaidSubscriptionTable subscriptions;
    private final ProviderSubscriptions provider;
    private final Customers customers;
    private final Follow follow;

    FollowRequests(
            Stripe stripe,
            PurchaseTable purchases,
            PaidSubscriptionTable subscriptions,
            ProviderSubscriptions provider,
            Customers customers,
            Follow follow) {
        this.stripe = stripe;
        this.purchases = purchases;
        this.subscriptions = subscriptions;
        this.provider = provider;
        this.customers = customers;
        this.follow = follow;
    }

    /**
     * @return why not; empty if it will be
     * @throws StripeFailure if Stripe isn't set up
     */
    public Optional<Refused> ask(AccountId account, PurchaseId purchase) {
        stripe.requireConfigured();
        if (purchases.find(account, purchase).isEmpty()) {
            return Optional.of(Purchases.unknown(purchase));
        }
        follow.soon(new Subject.OfPurchase(account, purchase));
        return Optional.empty();
    }

    /**
     * @return why not; empty if it will be
     * @throws StripeFailure if Stripe can't be asked, or isn't set up
     */
    public Optional<Refused> ask(AccountId account, SubscriptionId subscription) {
        Optional<String> there = subscriptions
                .find(account, subscription)
                .flatMap(known -> Optional.ofNullable(known.providerId())
                        .or(() -> customers
                                .find(account)
                                .flatMap(customer -> provider.find(customer, subscription.value()))));
        there.ifPresent(id -> follow.soon(new Subject.OfSubscription(id)));
        return there.isPresent()
                ? Optional.empty()
                : Optional.of(new Refused(
                        RejectionReason.UNKNOWN_SUBSCRIPTION,
                        "the account has no subscription " + subscription + " at the payment provider"));
    }
}
