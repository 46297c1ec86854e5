package io.runledger.command.rest;

import io.runledger.command.purchasing.StripeFailure;
import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemException;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Says over HTTP why a payment provider did not do what it was asked. */
final class Payable {

    private static final String SOON = "5";

    private Payable() {}

    /**
     * @throws ProblemException if the payment provider refuses, can't be reached, or isn't set up
     */
    static <T> T answer(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (StripeFailure failure) {
            throw new ProblemException(problem(failure));
        }
    }

    /**
     * @throws ProblemException if the payment provider refuses, can't be reached, or isn't set up
     */
    static void require(Runnable provider) {
        answer(() -> {
            provider.run();
            return provider;
        });
    }

    private static Problem problem(StripeFailure failure) {
        return switch (failure.kind()) {
            case NOT_CONFIGURED ->
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "payments-not-configured",
                        "This is sold so, but no payment provider is set up that could take the money.");
            case UNAVAILABLE ->
                Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "payments-unavailable",
                                "The payment provider can't be reached; ask again with the same id, and nothing happens twice.")
                        .withHeader(HttpHeaders.RETRY_AFTER, SOON);
            case REFUSED ->
                Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "payment-refused",
                                "The payment provider does not take this payment.")
                        .with("code", failure.code());
        };
    }
}
