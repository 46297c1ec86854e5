package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.SubscriptionId;
import java.math.BigDecimal;

/**
 * An invoice of a subscription that was paid at Stripe and does not count here.
 *
 * @param paid in units of the currency
 * @param mend the call after which it counts, or its money goes back
 */
public record UnbookedInvoice(
        AccountId account,
        SubscriptionId subscriptionId,
        String invoiceId,
        BigDecimal paid,
        String currency,
        String mend) {}
