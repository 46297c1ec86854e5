package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Money that had been paid for a purchase went back, or came again, and credits with it. Amounts of money are in units of
 * their currency.
 */
public sealed interface PaymentEvent extends AccountEvent {

    PurchaseId purchaseId();

    /** The grant that the purchase brought. */
    default GrantId grantId() {
        return GrantId.of(purchaseId());
    }

    /**
     * Credits were taken back because money went back. What is spent of them is owed: the runs that they had paid for are
     * unpaid again, so that it counts as captured no more until it is paid.
     *
     * @param credits all that was taken back by this event
     * @param fromGrant what was left of them
     * @param fromExpired what had been breakage, and is none now
     * @param fromVoided what an operator had taken out already
     * @param debt what was spent
     * @param money all that went back for the purchase so far
     */
    @Revision("1")
    record CreditsClawedBack(
            Instant at,
            PurchaseId purchaseId,
            Credits credits,
            Credits fromGrant,
            Credits fromExpired,
            Credits fromVoided,
            Credits debt,
            MoneyBack money,
            Credits available)
            implements PaymentEvent {

        @Override
        public List<GrantChange> grantChanges() {
            return fromGrant.isZero() ? List.of() : List.of(new GrantChange(grantId(), fromGrant.negated()));
        }

        @Override
        public Effect effect() {
            return Effect.NONE
                    .withClawedBack(credits)
                    .withExpired(fromExpired.negated())
                    .withVoided(fromVoided.negated())
                    .withDebtPaid(debt.negated());
        }
    }

    /**
     * Credits that had been taken back were given again, because less money had gone back than was thought, or it came
     * again. They pay debt first.
     *
     * @param credits all that was given again by this event
     * @param debtPaid what of it pays debt
     * @param toExpired what of it is breakage, because it was so before, or the grant has expired meanwhile
     * @param toVoided what of it is void, in the same way
     * @param reopened the grant, if it was used up and forgotten
     * @param money all that went back for the purchase, as it stands now
     */
    @Revision("1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreditsReinstated(
            Instant at,
            PurchaseId purchaseId,
            Credits credits,
            Credits debtPaid,
            Credits toExpired,
            Credits toVoided,
            @Nullable NewGrant reopened,
            MoneyBack money,
            Credits available)
            implements PaymentEvent {

        @Override
        public List<NewGrant> newGrants() {
            return Stream.ofNullable(reopened).toList();
        }

        /** What can be spent again. */
        public Credits toGrant() {
            return credits.minus(debtPaid).minus(toExpired).minus(toVoided);
        }

        @Override
        public List<GrantChange> grantChanges() {
            return toGrant().isZero() ? List.of() : List.of(new GrantChange(grantId(), toGrant()));
        }

        @Override
        public Effect effect() {
            return Effect.NONE
                    .withClawedBack(credits.negated())
                    .withExpired(toExpired)
                    .withVoided(toVoided)
                    .withDebtPaid(debtPaid);
        }
    }

    /**
     * An operator gives money back for credits that are not used. They can't be spent any more; the money is on its way.
     *
     * @param amount what goes back
     */
    @Revision("1")
    record RefundRequested(
            Instant at,
            RefundId refundId,
            PurchaseId purchaseId,
            Credits credits,
            BigDecimal amount,
            String currency,
            String fingerprint,
            Credits available)
            implements PaymentEvent {

        @Override
        public String key() {
            return Keys.refundRequest(refundId);
        }

        @Override
        public List<GrantChange> grantChanges() {
            return List.of(new GrantChange(grantId(), credits.negated()));
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withClawedBack(credits);
        }
    }

    /** The money of a refund has arrived. Its credits were taken when it was asked for. */
    @Revision("1")
    record PurchaseRefunded(
            Instant at,
            RefundId refundId,
            PurchaseId purchaseId,
            Credits credits,
            BigDecimal amount,
            String currency,
            Credits available)
            implements PaymentEvent {

        @Override
        public String key() {
            return Keys.refundArrived(refundId);
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }

    /** The money of a refund could not be sent. Its credits come back with the {@link CreditsReinstated} that follows. */
    @Revision("1")
    record RefundFailed(Instant at, RefundId refundId, PurchaseId purchaseId, Credits credits, Credits available)
            implements PaymentEvent {

        @Override
        public String key() {
            return Keys.refundFailed(refundId);
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }
}
