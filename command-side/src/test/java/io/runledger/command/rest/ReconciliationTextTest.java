package io.runledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.MoneyBack;
import io.runledger.api.PurchaseId;
import io.runledger.api.SubscriptionId;
import io.runledger.command.purchasing.Difference;
import io.runledger.command.purchasing.Difference.AtStripe;
import io.runledger.command.purchasing.Difference.InLedger;
import io.runledger.command.purchasing.Difference.Kind;
import io.runledger.command.purchasing.Purchase.Status;
import io.runledger.command.purchasing.Reconciled;
import io.runledger.command.purchasing.UnbookedInvoice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTextTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static String text(int payments, Difference... differences) {
        return ReconciliationText.of(
                new Reconciled(NOON, NOON, payments, payments, 0, List.of(differences), List.of(), NOON));
    }

    private static Difference difference(String payment, AtStripe stripe, InLedger ledger) {
        return new Difference(
                Kind.CLAWBACK_DIFFERS,
                new AccountId("acme"),
                new PurchaseId("p"),
                payment,
                stripe,
                ledger,
                "They differ.",
                "POST /v1/stripe/follow {}");
    }

    @Test
    void without_differences_it_is_one_line() {
        assertThat(text(120)).isEqualTo("0 differences in 120 payments\n");
    }

    @Test
    void each_difference_is_a_paragraph() {
        MoneyBack money = new MoneyBack(new BigDecimal("50"), BigDecimal.TEN, BigDecimal.ZERO, "CNY");
        assertThat(text(
                        1,
                        difference(
                                "pi_1",
                                new AtStripe("paid", money),
                                new InLedger(Status.SETTLED, money, Credits.of("5000"), Credits.of("0.5")))))
                .isEqualTo("""
                        clawback-differs: account acme, purchase p, payment pi_1
                          They differ.
                          Stripe: paid; 50.00 CNY, 10.00 refunded, 0.00 disputed
                          Ledger: settled; 50.00 CNY, 10.00 refunded, 0.00 disputed; 5000 credits, 0.5 taken back
                          Mend:   POST /v1/stripe/follow {}

                        1 difference in 1 payment
                        """);
    }

    @Test
    void an_invoice_that_does_not_count_is_a_difference_too() {
        UnbookedInvoice invoice = new UnbookedInvoice(
                new AccountId("acme"), new SubscriptionId("s1"), "in_1", new BigDecimal("5.00"), "USD", "POST /x {}");
        assertThat(ReconciliationText.of(new Reconciled(NOON, NOON, 2, 2, 1, List.of(), List.of(invoice), NOON)))
                .isEqualTo("""
                        unbooked-invoice: account acme, subscription s1, invoice in_1
                          5.00 USD were paid, and don't count.
                          Mend:   POST /x {}

                        1 difference in 2 payments
                        """);
    }

    @Test
    void what_nobody_knows_is_said_to_be_unknown() {
        assertThat(text(2, difference(null, new AtStripe("unknown", null), new InLedger(null, null, null, null))))
                .startsWith("""
                        clawback-differs: account acme, purchase p
                          They differ.
                          Stripe: unknown
                          Ledger: unknown; no credits
                        """)
                .endsWith("1 difference in 2 payments\n");
    }
}
