package io.runledger.api;

import io.runledger.api.TopUpEvent.AutoTopUpSwitchedOff.Reason;
import org.jspecify.annotations.Nullable;

/** What may be asked about an account that buys credits by itself. */
public sealed interface TopUpCommand extends AccountCommand {

    /**
     * Says when it does; a repeat changes nothing.
     *
     * @param settings null: never
     */
    record ConfigureAutoTopUp(AccountId account, @Nullable AutoTopUp settings) implements TopUpCommand {}

    /** Asks when it does; changes nothing. */
    record ShowAutoTopUp(AccountId account) implements TopUpCommand {}

    /**
     * The payer's card was declined.
     *
     * @param attempt counted from 1
     */
    record ReportDecline(AccountId account, PurchaseId purchaseId, int attempt) implements TopUpCommand {}

    /** The payer has to confirm the payment. */
    record AskPayer(AccountId account, PurchaseId purchaseId) implements TopUpCommand {}

    /** The purchase has come to nothing. */
    record GiveUpTopUp(AccountId account, PurchaseId purchaseId, Reason reason) implements TopUpCommand {}
}
