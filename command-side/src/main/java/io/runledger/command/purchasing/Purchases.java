package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Answer.Refused;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.api.policy.Policy;
import io.runledger.command.purchasing.Purchase.Status;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes orders and settles them. An order is checked by the policy before anybody is asked for money; one that an operator
 * settles is pending until then, and the credits come with the money, not before.
 */
@Component
public class Purchases {

    private final PurchaseTable table;
    private final Policy policy;
    private final Clock clock;

    Purchases(PurchaseTable table, Policy policy, Clock clock) {
        this.table = table;
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

        /** It is sold so, but nobody is set up who could take the money. */
        record NoProvider() implements Taken {}
    }

    /**
     * @param subscribed whether the account has an active subscription
     * @param country the account's; null where it is not known
     */
    public Taken take(AccountId account, Order order, boolean subscribed, @Nullable String country) {
        Optional<Purchase> before = find(account, order.purchaseId());
        if (before.isPresent()) {
            return repeat(before.get(), order);
        }
        Offer offer = Offer.of(order, policy, subscribed, country);
        if (offer instanceof Offer.None none) {
            return new Taken.Not(none.refused());
        }
        Offer.Price price = (Offer.Price) offer;
        if (price.method().method() != PaymentMethod.Type.BANK_TRANSFER) {
            return new Taken.NoProvider();
        }
        Purchase purchase = pending(order, price);
        // Of two that come at once the second finds the first.
        return table.add(account, purchase)
                ? new Taken.Order(withInstructions(purchase), false)
                : take(account, order, subscribed, country);
    }

    public Optional<Purchase> find(AccountId account, PurchaseId purchase) {
        return table.find(account, purchase).map(this::withInstructions);
    }

    /**
     * The money is there: brings the credits, once however often it is asked.
     *
     * @param booking sends the command, with the operator's name and reason
     */
    public Answer settle(AccountId account, PurchaseId id, Function<RecordPurchase, Answer> booking) {
        Optional<Purchase> found = table.find(account, id);
        if (found.isEmpty()) {
            return new Refused(RejectionReason.UNKNOWN_PURCHASE, "the account has not asked for a purchase " + id);
        }
        Purchase purchase = found.get();
        Answer answer = booking.apply(
                new RecordPurchase(account, id, purchase.credits(), purchase.price(), purchase.currency()));
        if (answer instanceof Answer.Accepted) {
            table.settled(account, id, clock.instant());
        }
        return answer;
    }

    private static Taken repeat(Purchase before, Order order) {
        return before.fingerprint().equals(order.fingerprint())
                ? new Taken.Order(before, true)
                : new Taken.Not(new Refused(
                        RejectionReason.ID_CONFLICT,
                        "purchase " + order.purchaseId()
                                + " was asked for before with other values; a repeat must be the same request"));
    }

    private Purchase pending(Order order, Offer.Price price) {
        return new Purchase(
                order.purchaseId(),
                order.fingerprint(),
                order.packageId(),
                price.credits(),
                price.price(),
                order.currency(),
                price.method().method(),
                Status.PENDING,
                clock.instant(),
                null,
                null);
    }

    private Purchase withInstructions(Purchase purchase) {
        return policy.paymentMethods().stream()
                .filter(method -> method.method() == purchase.method() && purchase.status() == Status.PENDING)
                .findFirst()
                .map(method -> purchase.with(method.instructions()))
                .orElse(purchase);
    }
}
