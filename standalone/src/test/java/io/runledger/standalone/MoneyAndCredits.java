package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import io.runledger.standalone.acceptance.Client;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares what the payment provider says of all money with what the events say of all credits. */
final class MoneyAndCredits {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PAGE = 100;

    private final StripeClient stripe;
    private int purchasesPaid;
    private int creditsTaken;
    private int renewals;

    MoneyAndCredits(URI base, String key) {
        stripe = StripeClient.builder()
                .setApiKey(key)
                .setApiBase(base.toString())
                .build();
    }

    /** What happened to the credits of one purchase, by the account's events. */
    private static final class Credited {
        private int times;
        private BigDecimal credits = BigDecimal.ZERO;
        private BigDecimal taken = BigDecimal.ZERO;
    }

    void assertAgreement(Client client, List<String> accounts) throws StripeException {
        Map<String, Credited> credited = new HashMap<>();
        Map<String, Integer> paidPeriods = new HashMap<>();
        accounts.forEach(account -> client.get("/v1/audit/accounts/" + account + "/events", "application/x-ndjson")
                .is(200)
                .text()
                .lines()
                .map(JSON::readTree)
                .forEach(event -> take(account, event, credited, paidPeriods)));
        assertPurchases(credited);
        assertSubscriptions(paidPeriods);
    }

    private static void take(
            String account, JsonNode event, Map<String, Credited> credited, Map<String, Integer> paidPeriods) {
        JsonNode payload = event.path("payload");
        Credited purchase = credited.computeIfAbsent(
                account + "/" + payload.path("purchaseId").asString(""), key -> new Credited());
        BigDecimal credits = payload.path("credits").decimalValue(BigDecimal.ZERO);
        switch (event.path("type").asString()) {
            case "CreditsPurchased" -> {
                purchase.times++;
                purchase.credits = credits;
            }
            case "CreditsClawedBack", "RefundRequested" -> purchase.taken = purchase.taken.add(credits);
            case "CreditsReinstated" -> purchase.taken = purchase.taken.subtract(credits);
            case "SubscriptionStarted", "SubscriptionRenewed" ->
                paidPeriods.merge(
                        account + "/" + payload.path("subscription").path("id").asString(), 1, Integer::sum);
            default -> {
                // Neither money nor what it brought.
            }
        }
    }

    private void assertPurchases(Map<String, Credited> credited) throws StripeException {
        Map<String, Long> refunded = refunded();
        Map<String, Long> disputed = disputed();
        purchasesPaid = 0;
        creditsTaken = 0;
        Map<String, String> paidBy = new HashMap<>();
        for (PaymentIntent payment : stripe.v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(PAGE).build())
                .autoPagingIterable()) {
            Map<String, String> metadata = payment.getMetadata();
            if ("succeeded".equals(payment.getStatus()) && metadata.containsKey("purchase")) {
                String purchase = metadata.get("account") + "/" + metadata.get("purchase");
                assertThat(paidBy.put(purchase, payment.getId()))
                        .as("paid twice: " + purchase)
                        .isNull();
                long back = refunded.getOrDefault(payment.getId(), 0L) + disputed.getOrDefault(payment.getId(), 0L);
                assertFollows(purchase, credited.get(purchase), payment.getAmountReceived(), back);
            }
        }
        credited.forEach(
                (purchase, one) -> assertThat(one.times).as(purchase).isEqualTo(paidBy.containsKey(purchase) ? 1 : 0));
    }

    /** Net credits are credits x net paid / paid, to the micro-credit. */
    private void assertFollows(String purchase, Credited credited, long paid, long back) {
        purchasesPaid++;
        assertThat(credited).as(purchase + " was paid and not credited").isNotNull();
        BigDecimal share = credited.credits
                .multiply(BigDecimal.valueOf(Math.min(paid, back)))
                .divide(BigDecimal.valueOf(paid), 6, RoundingMode.HALF_UP);
        assertThat(credited.taken)
                .as(purchase + ": of " + paid + " went back " + back)
                .isEqualByComparingTo(share);
        creditsTaken += share.signum();
    }

    private Map<String, Long> refunded() throws StripeException {
        Map<String, Long> refunded = new HashMap<>();
        for (Refund refund : stripe.v1()
                .refunds()
                .list(RefundListParams.builder().setLimit(PAGE).build())
                .autoPagingIterable()) {
            refunded.merge(refund.getPaymentIntent(), refund.getAmount(), Long::sum);
        }
        return refunded;
    }

    private Map<String, Long> disputed() throws StripeException {
        Map<String, Long> disputed = new HashMap<>();
        for (Dispute dispute : stripe.v1()
                .disputes()
                .list(DisputeListParams.builder().setLimit(PAGE).build())
                .autoPagingIterable()) {
            boolean gone = !"won".equals(dispute.getStatus());
            disputed.merge(dispute.getPaymentIntent(), gone ? dispute.getAmount() : 0, Long::sum);
        }
        return disputed;
    }

    private void assertSubscriptions(Map<String, Integer> paidPeriods) throws StripeException {
        Map<String, Integer> invoices = new HashMap<>();
        renewals = 0;
        for (Invoice invoice : stripe.v1()
                .invoices()
                .list(InvoiceListParams.builder()
                        .setStatus(InvoiceListParams.Status.PAID)
                        .setLimit(PAGE)
                        .build())
                .autoPagingIterable()) {
            Map<String, String> metadata =
                    invoice.getParent().getSubscriptionDetails().getMetadata();
            invoices.merge(metadata.get("account") + "/" + metadata.get("subscription"), 1, Integer::sum);
            renewals += "subscription_cycle".equals(invoice.getBillingReason()) ? 1 : 0;
        }
        assertThat(paidPeriods).isEqualTo(invoices);
    }

    void assertMuchHappened(int purchases, int subscriptions) {
        assertThat(purchasesPaid).isGreaterThan(purchases * 3 / 4);
        assertThat(creditsTaken).isGreaterThan(purchases / 4);
        assertThat(renewals).isEqualTo(subscriptions);
    }
}
