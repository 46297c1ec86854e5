package io.runledger.command.purchasing;

import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.param.CustomerPaymentMethodListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import io.runledger.api.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Charges saved cards without their owners: each attempt once, also after the day for which Stripe keeps a key. */
@Component
class CardCharges {

    private static final long PAGE = 100;
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);
    private static final String ATTEMPT = "attempt";
    private static final String NEEDS_PAYER = "authentication_required";
    private static final Set<String> TAKEN = Set.of("succeeded", "processing");

    private final Stripe stripe;
    private final Customers customers;

    CardCharges(Stripe stripe, Customers customers) {
        this.stripe = stripe;
        this.customers = customers;
    }

    /** What became of an attempt. */
    sealed interface Charged {

        /** The money is there, or on its way. */
        record Taken(String payment) implements Charged {}

        record Declined() implements Charged {}

        /** The bank wants to hear it from the card's owner. */
        record NeedsPayer() implements Charged {}

        /** There is no card that may be charged. */
        record NoCard() implements Charged {}
    }

    /**
     * @param attempt counted from 1
     * @throws StripeFailure if it is not known what became of it; the same attempt again finds out
     */
    Charged charge(AccountId account, Purchase purchase, int attempt) {
        Optional<String> customer = customers.find(account);
        Optional<String> card = customer.flatMap(this::savedCard);
        if (card.isEmpty()) {
            return new Charged.NoCard();
        }
        Map<String, String> metadata = Map.of(
                Notice.ACCOUNT,
                account.value(),
                Notice.PURCHASE,
                purchase.purchaseId().value(),
                ATTEMPT,
                String.valueOf(attempt));
        return made(customer.get(), metadata, purchase.createdAt())
                .map(this::outcome)
                .orElseGet(() -> make(customer.get(), card.get(), purchase, metadata));
    }

    private Optional<String> savedCard(String customer) {
        CustomerPaymentMethodListParams cards = CustomerPaymentMethodListParams.builder()
                .setType(CustomerPaymentMethodListParams.Type.CARD)
                .setLimit(1L)
                .build();
        return stripe.call(client -> client.v1().customers().paymentMethods().list(customer, cards)).getData().stream()
                .findFirst()
                .map(PaymentMethod::getId);
    }

    /** The attempt, if it was made before: a process may have died before it heard of it. */
    private Optional<PaymentIntent> made(String customer, Map<String, String> metadata, Instant since) {
        PaymentIntentListParams ofCustomer = PaymentIntentListParams.builder()
                .setCustomer(customer)
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(since.minus(CLOCKS_MAY_DIFFER).getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .build();
        return stripe.all(client -> client.v1().paymentIntents().list(ofCustomer)).stream()
                .filter(payment -> metadata.equals(payment.getMetadata()))
                .findFirst();
    }

    private Charged make(String customer, String card, Purchase purchase, Map<String, String> metadata) {
        PaymentIntentCreateParams charge = PaymentIntentCreateParams.builder()
                .setAmount(StripeAmounts.toSmallest(purchase.price(), purchase.currency()))
                .setCurrency(StripeAmounts.lower(purchase.currency()))
                .setCustomer(customer)
                .setPaymentMethod(card)
                .setOffSession(true)
                .setConfirm(true)
                .putAllMetadata(metadata)
                .build();
        String key = "charge/"
                + String.join("/", metadata.get(Notice.ACCOUNT), metadata.get(Notice.PURCHASE), metadata.get(ATTEMPT));
        try {
            return outcome(stripe.call(client -> client.v1().paymentIntents().create(charge, Stripe.once(key))));
        } catch (StripeFailure failure) {
            if (!failure.isDecline()) {
                throw failure;
            }
            return declined(failure.payment(), failure.code());
        }
    }

    private Charged outcome(PaymentIntent payment) {
        return TAKEN.contains(payment.getStatus())
                ? new Charged.Taken(payment.getId())
                : declined(
                        payment,
                        payment.getLastPaymentError() == null
                                ? ""
                                : Objects.requireNonNullElse(
                                        payment.getLastPaymentError().getCode(), ""));
    }

    /** What was declined is cancelled, so that nobody pays it beside what comes next. */
    private Charged declined(@Nullable PaymentIntent payment, String code) {
        if (payment != null && !"canceled".equals(payment.getStatus())) {
            stripe.call(client -> client.v1().paymentIntents().cancel(payment.getId()));
        }
        return NEEDS_PAYER.equals(code) ? new Charged.NeedsPayer() : new Charged.Declined();
    }
}
