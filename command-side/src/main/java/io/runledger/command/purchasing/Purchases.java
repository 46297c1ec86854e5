package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Answer.Refused;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.InvalidValue;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.api.policy.Policy;
import io.runledger.command.personal.Profile;
import io.runledger.command.purchasing.Purchase.Status;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes orders. An order is checked by the policy before anybody is asked for money; then the buyer pays on the page of the
 * payment provider, or in a way that an operator settles. Either way the credits come with the money, not before.
 */
@Component
public class Purchases {

    private final PurchaseTable table;
    private final Checkouts checkouts;
    private final Stripe stripe;
    private final Policy policy;
    private final Clock clock;

    Purchases(PurchaseTable table, Checkouts checkouts, Stripe stripe, Policy policy, Clock clock) {
        this.table = table;
        this.checkouts = checkouts;
        this.stripe = stripe;
        this.policy = policy;
        this.clock = clock;
    }

    /** An order that was taken, or why it was not. */
    public sealed interface Taken {

        /**
         * @param repeated whether it had been taken before
         */
        record Order(Purchase purchase, boolean repeated) implements Taken {}

        /** Nothing was taken. */
        record Not(Refused refused) implements Taken {}
    }

    /**
     * @param subscribed whether the account has an active subscription
     * @param buyer what is known of the person
     * @throws StripeFailure if the checkout can't be opened; the same order again opens it
     */
    public Taken take(AccountId account, Order order, boolean subscribed, Profile buyer) {
        Optional<Purchase> before = table.find(account, order.purchaseId());
        if (before.isPresent()) {
            return repeat(account, before.get(), order, buyer);
        }
        Offer offer = Offer.of(order, policy, subscribed, buyer.country());
        if (offer instanceof Offer.None none) {
            return new Taken.Not(none.refused());
        }
        Purchase purchase = Purchase.pending(order, (Offer.Price) offer, Checkout.of(order), clock.instant());
        if (purchase.isPaidOnline()) {
            requireCheckout(order);
            if (buyer.email() == null) {
                return new Taken.Not(emailRequired());
            }
        }
        // Of two that come at once the second finds the first.
        return table.add(account, purchase)
                ? new Taken.Order(opened(account, purchase, buyer), false)
                : take(account, order, subscribed, buyer);
    }

    private void requireCheckout(Order order) {
        requireProvider();
        if (order.successUrl() == null) {
            throw new InvalidValue("successUrl is required: the buyer goes there after paying");
        }
    }

    private Taken repeat(AccountId account, Purchase before, Order order, Profile buyer) {
        return before.fingerprint().equals(order.fingerprint())
                ? new Taken.Order(opened(account, before, buyer), true)
                : new Taken.Not(new Refused(
                        RejectionReason.ID_CONFLICT,
                        "purchase " + order.purchaseId()
                                + " was asked for before with other values; a repeat must be the same request"));
    }

    /** With its page: the process may have died before there was one. */
    private Purchase opened(AccountId account, Purchase purchase, Profile buyer) {
        boolean needsPage = purchase.isPaidOnline()
                && purchase.status() == Status.PENDING
                && purchase.checkout().id() == null;
        if (needsPage && buyer.email() != null) {
            checkouts.open(account, purchase, buyer.email());
        }
        return find(account, purchase.purchaseId()).orElse(purchase);
    }

    /**
     * @throws StripeFailure if nobody is set up who could take money
     */
    public void requireProvider() {
        stripe.requireConfigured();
    }

    public Optional<Purchase> find(AccountId account, PurchaseId purchase) {
        return table.find(account, purchase).map(found -> found.shown(instructionsOf(found.method())));
    }

    /**
     * The money of a transfer is there: brings the credits, once however often it is asked.
     *
     * @param booking sends the command, with the operator's name and reason
     */
    public Answer settle(AccountId account, PurchaseId id, Function<RecordPurchase, Answer> booking) {
        Optional<Purchase> found = table.find(account, id);
        if (found.isEmpty()) {
            return unknown(id);
        }
        Purchase purchase = found.get();
        if (purchase.isPaidOnline()) {
            return new Refused(
                    RejectionReason.PURCHASE_CONFLICT,
                    "purchase " + id + " is paid at the payment provider, which will say when the money is there");
        }
        Answer answer = booking.apply(
                new RecordPurchase(account, id, purchase.credits(), purchase.price(), purchase.currency()));
        if (answer instanceof Answer.Accepted) {
            table.settled(account, id, purchase.price(), clock.instant());
        }
        return answer;
    }

    /** A page of the provider's is opened for an e-mail, and takes no other. */
    static Refused emailRequired() {
        return new Refused(
                RejectionReason.EMAIL_REQUIRED,
                "the account's e-mail is not known; say it with PUT /v1/accounts/{account} before it buys");
    }

    static Refused unknown(PurchaseId id) {
        return new Refused(RejectionReason.UNKNOWN_PURCHASE, "the account has not asked for a purchase " + id);
    }

    private @Nullable String instructionsOf(PaymentMethod.Type method) {
        List<PaymentMethod> methods = policy.paymentMethods();
        return methods.stream()
                .filter(known -> known.method() == method && known.instructions() != null)
                .map(PaymentMethod::instructions)
                .findFirst()
                .orElse(null);
    }
}
