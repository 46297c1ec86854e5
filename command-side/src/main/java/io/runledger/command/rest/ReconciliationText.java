package io.runledger.command.rest;

import io.runledger.api.Credits;
import io.runledger.api.MoneyBack;
import io.runledger.command.purchasing.Difference;
import io.runledger.command.purchasing.Difference.InLedger;
import io.runledger.command.purchasing.Purchase;
import io.runledger.command.purchasing.Reconciled;
import io.runledger.command.purchasing.UnbookedInvoice;
import org.jspecify.annotations.Nullable;

/** A reconciliation for people to read: a paragraph for each difference, and how many there are in the last line. */
final class ReconciliationText {

    private ReconciliationText() {}

    static String of(Reconciled reconciled) {
        StringBuilder text = new StringBuilder();
        reconciled.differences().forEach(difference -> text.append(paragraph(difference)));
        reconciled.unbookedInvoices().forEach(invoice -> text.append(paragraph(invoice)));
        int all =
                reconciled.differences().size() + reconciled.unbookedInvoices().size();
        return text.append(counted(all, "difference"))
                .append(" in ")
                .append(counted(reconciled.payments(), "payment"))
                .append('\n')
                .toString();
    }

    private static String paragraph(Difference difference) {
        return """
                %s: account %s, purchase %s%s
                  %s
                  Stripe: %s
                  Ledger: %s
                  Mend:   %s

                """.formatted(
                        difference.kind().wireName(),
                        difference.account(),
                        difference.purchaseId(),
                        difference.paymentId() == null ? "" : ", payment " + difference.paymentId(),
                        difference.detail(),
                        difference.stripe().state() + words(difference.stripe().money()),
                        words(difference.ledger()),
                        difference.mend());
    }

    private static String paragraph(UnbookedInvoice invoice) {
        return """
                unbooked-invoice: account %s, subscription %s, invoice %s
                  %s %s were paid, and don't count.
                  Mend:   %s

                """.formatted(
                        invoice.account(),
                        invoice.subscriptionId(),
                        invoice.invoiceId(),
                        invoice.paid().toPlainString(),
                        invoice.currency(),
                        invoice.mend());
    }

    private static String words(InLedger ledger) {
        Purchase.Status status = ledger.status();
        return (status == null ? "unknown" : status.wireName())
                + words(ledger.money())
                + words(ledger.credits(), ledger.clawedBack());
    }

    private static String words(@Nullable Credits credits, @Nullable Credits clawedBack) {
        return credits == null
                ? "; no credits"
                : "; " + credits + " credits" + (clawedBack == null ? "" : ", " + clawedBack + " taken back");
    }

    private static String words(@Nullable MoneyBack money) {
        return money == null
                ? ""
                : "; %s %s, %s refunded, %s disputed"
                        .formatted(
                                money.paid().toPlainString(),
                                money.currency(),
                                money.refunded().toPlainString(),
                                money.disputed().toPlainString());
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
