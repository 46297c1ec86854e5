package io.runledger.command.purchasing;

import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import org.jspecify.annotations.Nullable;

/** Stripe did not do what it was asked. */
public final class StripeFailure extends RuntimeException {

    /** What that means. */
    public enum Kind {
        /** Nobody is set up who could take money. */
        NOT_CONFIGURED,
        /** It may be asked again. */
        UNAVAILABLE,
        /** It will not do it. */
        REFUSED
    }

    private static final long serialVersionUID = 1L;
    private static final int NOT_FOUND = 404;

    private final Kind kind;

    private StripeFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    StripeFailure(StripeException cause) {
        super(describe(cause), cause);
        this.kind = isRefusal(cause) ? Kind.REFUSED : Kind.UNAVAILABLE;
    }

    static StripeFailure notConfigured() {
        return new StripeFailure(Kind.NOT_CONFIGURED, "no payment provider is set up");
    }

    public Kind kind() {
        return kind;
    }

    /** What Stripe calls the reason; empty where it gave none. */
    public String code() {
        return getCause() instanceof StripeException cause && cause.getCode() != null ? cause.getCode() : "";
    }

    boolean isDecline() {
        return getCause() instanceof CardException;
    }

    boolean isNotFound() {
        return getCause() instanceof StripeException cause
                && cause.getStatusCode() != null
                && cause.getStatusCode() == NOT_FOUND;
    }

    /** The payment that was declined. */
    @Nullable
    PaymentIntent payment() {
        return getCause() instanceof StripeException cause && cause.getStripeError() != null
                ? cause.getStripeError().getPaymentIntent()
                : null;
    }

    private static boolean isRefusal(StripeException cause) {
        return cause instanceof InvalidRequestException
                || cause instanceof CardException
                || cause instanceof IdempotencyException;
    }

    /** Without Stripe's own message, which may quote what it was sent. */
    private static String describe(StripeException cause) {
        return "Stripe: " + cause.getClass().getSimpleName() + ", status " + cause.getStatusCode() + ", code "
                + cause.getCode() + ", request " + cause.getRequestId();
    }
}
