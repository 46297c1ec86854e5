package io.runledger.command.rest;

import io.runledger.command.purchasing.Inbox;
import io.runledger.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where Stripe says that something has changed. */
@RestController
@Tag(name = "Payments")
class StripeController {

    private final Inbox inbox;

    StripeController(Inbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping("/v1/stripe/webhook")
    @Operation(
            summary = "Takes a signed event of Stripe's",
            description = "Needs no key but a signature. It is answered once the event is written down; types that mean"
                    + " nothing here are taken and ignored.")
    ResponseEntity<Void> take(
            @RequestHeader(name = "Stripe-Signature", defaultValue = "") String signature,
            @RequestBody byte[] payload) {
        return switch (inbox.receive(new String(payload, StandardCharsets.UTF_8), signature)) {
            case TAKEN -> ResponseEntity.ok().build();
            case NOT_SIGNED ->
                throw new ProblemException(
                        HttpStatus.BAD_REQUEST,
                        "invalid-signature",
                        "No signature in Stripe-Signature is made with a known secret within the last five minutes; compare"
                                + " runledger.stripe.webhook-secrets with the endpoint's signing secret, and the clocks.");
            case NOT_CONFIGURED ->
                throw new ProblemException(
                        HttpStatus.SERVICE_UNAVAILABLE, "payments-not-configured", "No payment provider is set up.");
        };
    }
}
