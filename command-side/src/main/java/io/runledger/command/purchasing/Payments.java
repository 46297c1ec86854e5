package io.runledger.command.purchasing;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.DisputeListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.RefundListParams;
import io.runledger.command.purchasing.Payment.MoneySentBack;
import io.runledger.command.purchasing.Payment.State;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks Stripe how a payment stands. */
@Component
class Payments {

    private static final long PAGE = 100;
    private static final Set<String> FAILED_REFUNDS = Set.of("failed", "canceled");

    private final Stripe stripe;

    Payments(Stripe stripe) {
        this.stripe = stripe;
    }

    Payment read(String id) {
        return read(intent(id));
    }

    PaymentIntent intent(String id) {
        PaymentIntentRetrieveParams withCharge =
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
        return stripe.call(client -> client.v1().paymentIntents().retrieve(id, withCharge));
    }

    Payment read(PaymentIntent intent) {
        String currency = StripeAmounts.upper(intent.getCurrency());
        boolean paid = "succeeded".equals(intent.getStatus());
        return new Payment(
                intent.getId(),
                stateOf(intent),
                StripeAmounts.fromSmallest(paid ? intent.getAmountReceived() : 0, currency),
                currency,
                cardCountry(intent.getLatestChargeObject()),
                paid ? refundsOf(intent.getId(), currency) : List.of(),
                paid ? disputed(intent.getId(), currency) : BigDecimal.ZERO);
    }

    private static State stateOf(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" -> State.PAID;
            case "canceled" -> State.FAILED;
            case "requires_payment_method" -> intent.getLastPaymentError() == null ? State.OPEN : State.FAILED;
            default -> State.OPEN;
        };
    }

    private static @Nullable String cardCountry(@Nullable Charge charge) {
        Charge.PaymentMethodDetails details = charge == null ? null : charge.getPaymentMethodDetails();
        return details == null || details.getCard() == null
                ? null
                : details.getCard().getCountry();
    }

    private List<MoneySentBack> refundsOf(String payment, String currency) {
        RefundListParams all = RefundListParams.builder()
                .setPaymentIntent(payment)
                .setLimit(PAGE)
                .build();
        return stripe.all(client -> client.v1().refunds().list(all)).stream()
                .map(refund -> sentBack(refund, currency))
                .toList();
    }

    static MoneySentBack sentBack(Refund refund, String currency) {
        return new MoneySentBack(
                refund.getId(),
                StripeAmounts.fromSmallest(refund.getAmount(), currency),
                FAILED_REFUNDS.contains(refund.getStatus()),
                "succeeded".equals(refund.getStatus()),
                refund.getMetadata() == null ? Map.of() : refund.getMetadata());
    }

    private BigDecimal disputed(String payment, String currency) {
        DisputeListParams all = DisputeListParams.builder()
                .setPaymentIntent(payment)
                .setLimit(PAGE)
                .build();
        long smallest = stripe.all(client -> client.v1().disputes().list(all)).stream()
                .mapToLong(Payments::takenBy)
                .sum();
        return StripeAmounts.fromSmallest(smallest, currency);
    }

    /**
     * What a dispute has taken and not given again: by the money that moved, not by the dispute's state, since an inquiry
     * has taken nothing yet and a dispute that was won may have given back a part. The movements may be in another currency
     * than the payment, so that only their proportion counts.
     */
    static long takenBy(Dispute dispute) {
        long taken = 0;
        long balance = 0;
        for (BalanceTransaction movement : dispute.getBalanceTransactions()) {
            taken += Math.max(0, -movement.getAmount());
            balance += movement.getAmount();
        }
        return taken == 0 || balance >= 0
                ? 0
                : BigDecimal.valueOf(dispute.getAmount())
                        .multiply(BigDecimal.valueOf(-balance))
                        .divide(BigDecimal.valueOf(taken), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }
}
