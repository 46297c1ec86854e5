package io.runledger.command.purchasing;

import java.time.Instant;
import java.util.List;

/**
 * How Stripe and the ledger compare over a time.
 *
 * @param to not included
 * @param payments those at Stripe that were made for purchases of ours and have succeeded
 * @param purchases those that were paid online
 * @param others payments at Stripe that are none of a purchase's: a subscription's, or none of ours
 * @param unbookedInvoices what was paid for subscriptions and does not count
 */
public record Reconciled(
        Instant from,
        Instant to,
        int payments,
        int purchases,
        int others,
        List<Difference> differences,
        List<UnbookedInvoice> unbookedInvoices,
        Instant checkedAt) {

    public Reconciled {
        differences = List.copyOf(differences);
        unbookedInvoices = List.copyOf(unbookedInvoices);
    }
}
