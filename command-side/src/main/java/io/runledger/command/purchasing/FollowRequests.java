package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Answer.Refused;
import io.runledger.api.PurchaseId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Has a purchase follow its money at once, whatever Stripe has told or not told about it. */
@Component
public class FollowRequests {

    private final Stripe stripe;
    private final PurchaseTable purchases;
    private final Follow follow;

    FollowRequests(Stripe stripe, PurchaseTable purchases, Follow follow) {
        this.stripe = stripe;
        this.purchases = purchases;
        this.follow = follow;
    }

    /**
     * @return why not; empty if it will be
     * @throws StripeFailure if Stripe isn't set up
     */
    public Optional<Refused> ask(AccountId account, PurchaseId purchase) {
        if (!stripe.isConfigured()) {
            throw StripeFailure.notConfigured();
        }
        if (purchases.find(account, purchase).isEmpty()) {
            return Optional.of(Purchases.unknown(purchase));
        }
        follow.soon(new Subject.OfPurchase(account, purchase));
        return Optional.empty();
    }
}
