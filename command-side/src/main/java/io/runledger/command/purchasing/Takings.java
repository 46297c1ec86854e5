package io.runledger.command.purchasing;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentListParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The payments that have succeeded at Stripe within a time, by the purchases that they were made for. */
final class Takings {

    private static final long PAGE = 100;
    private static final long ALMOST_A_SECOND = 999_999_999;

    private final Map<Subject.OfPurchase, List<String>> payments = new LinkedHashMap<>();
    private int ours;
    private int others;

    private Takings() {}

    /**
     * Of each payment no more than its id is kept, since there may be very many.
     *
     * @param to not included
     * @throws StripeFailure if Stripe can't be asked
     */
    static Takings between(Instant from, Instant to, Stripe stripe) {
        PaymentIntentListParams within = PaymentIntentListParams.builder()
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(secondsUpTo(from))
                        .setLt(secondsUpTo(to))
                        .build())
                .setLimit(PAGE)
                .build();
        Takings takings = new Takings();
        stripe.each(client -> client.v1().paymentIntents().list(within), takings::add);
        return takings;
    }

    /** Stripe counts whole seconds. */
    private static long secondsUpTo(Instant instant) {
        return instant.plusNanos(ALMOST_A_SECOND).getEpochSecond();
    }

    private void add(PaymentIntent payment) {
        if (!"succeeded".equals(payment.getStatus())) {
            return;
        }
        Optional<Subject.OfPurchase> purchase = Notice.purchaseOf(payment.getMetadata());
        if (purchase.isPresent()) {
            // Stripe lists the newest first.
            payments.computeIfAbsent(purchase.get(), none -> new ArrayList<>()).add(0, payment.getId());
            ours++;
        } else {
            others++;
        }
    }

    Set<Subject.OfPurchase> purchases() {
        return payments.keySet();
    }

    Collection<String> of(Subject.OfPurchase purchase) {
        return payments.getOrDefault(purchase, List.of());
    }

    int ours() {
        return ours;
    }

    int others() {
        return others;
    }
}
