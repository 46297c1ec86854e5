package io.runledger.api;

/** What may be asked about the money of a purchase that went back. */
public sealed interface PaymentCommand extends AccountCommand {

    PurchaseId purchaseId();

    /**
     * Has the credits of a purchase follow its money. It says how things stand, not what has changed: however often and in
     * whatever order it is given, the last one decides.
     */
    record FollowPayment(AccountId account, PurchaseId purchaseId, MoneyBack money) implements PaymentCommand {}

    /** Asks how the credits of a purchase stand, and changes nothing; answered as {@link FollowPayment} is. */
    record ShowPurchase(AccountId account, PurchaseId purchaseId) implements PaymentCommand {}

    /**
     * An operator wants to give money back for what is not used of a purchase.
     *
     * @param money as it stands before
     */
    record RequestRefund(AccountId account, PurchaseId purchaseId, RefundId refundId, MoneyBack money)
            implements PaymentCommand {

        /** Without the money: how it stands may have changed when the request is repeated. */
        public String fingerprint() {
            return Fingerprint.of("refund-purchase")
                    .with("purchase", purchaseId)
                    .text();
        }
    }

    /**
     * The money of a refund has arrived, or will not.
     *
     * @param arrived whether it has
     */
    record EndRefund(AccountId account, PurchaseId purchaseId, RefundId refundId, boolean arrived)
            implements PaymentCommand {}
}
