package io.runledger.command.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.InvalidValue;
import io.runledger.command.webhooks.Deliveries;
import io.runledger.command.webhooks.Deliveries.Delivery;
import io.runledger.command.webhooks.Deliveries.State;
import io.runledger.command.webhooks.Endpoints;
import io.runledger.command.webhooks.Endpoints.Endpoint;
import io.runledger.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the platform is told what happens to accounts, and what it could not be told. */
@RestController
@RequestMapping("/v1/webhooks")
@Tag(name = "Webhooks")
class WebhooksController {

    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1_000;

    private final Endpoints endpoints;
    private final Deliveries deliveries;

    WebhooksController(Endpoints endpoints, Deliveries deliveries) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
    }

    @PutMapping("/{webhook}")
    @Operation(
            summary = "Adds an endpoint, or changes its address",
            description =
                    "The answer to the first call has the secret that its messages are signed with, in the format of"
                            + " Standard Webhooks; it is not shown again.")
    ResponseEntity<EndpointView> put(@PathVariable String webhook, @RequestBody EndpointRequest request) {
        boolean added = endpoints.put(webhook, Required.field("url", request.url()));
        Endpoint endpoint = known(webhook);
        return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view(endpoint, added ? endpoint.secret() : null));
    }

    @GetMapping
    @Operation(summary = "The endpoints there are")
    EndpointsView all() {
        return new EndpointsView(
                endpoints.all().stream().map(endpoint -> view(endpoint, null)).toList());
    }

    @DeleteMapping("/{webhook}")
    @Operation(summary = "Forgets an endpoint, and all that it was to be told")
    ResponseEntity<Void> remove(@PathVariable String webhook) {
        if (!endpoints.remove(webhook)) {
            throw unknown(webhook);
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{webhook}/deliveries")
    @Operation(summary = "What an endpoint was told, or could not be told", description = "The newest first.")
    DeliveriesView deliveries(
            @PathVariable String webhook,
            @Parameter(description = "pending, delivered or failed; all unless said")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "100 unless said; at most 1000") @RequestParam(required = false) @Nullable
                    Integer limit) {
        known(webhook);
        return new DeliveriesView(deliveries.of(
                webhook, state == null ? null : stateNamed(state), limit == null ? USUAL_LIMIT : checked(limit)));
    }

    @PostMapping("/{webhook}/deliveries/{delivery}/resend")
    @Operation(
            summary = "Sends a message again",
            description = "With the same id, and tried for a day again if need be.")
    ResponseEntity<Delivery> resend(@PathVariable String webhook, @PathVariable long delivery) {
        known(webhook);
        return ResponseEntity.accepted()
                .body(deliveries
                        .resend(webhook, delivery)
                        .orElseThrow(() -> new ProblemException(
                                HttpStatus.NOT_FOUND,
                                "unknown-delivery",
                                "Webhook " + webhook + " has no delivery " + delivery + ".")));
    }

    private Endpoint known(String webhook) {
        return endpoints.find(webhook).orElseThrow(() -> unknown(webhook));
    }

    private static ProblemException unknown(String webhook) {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-webhook",
                "There is no webhook " + webhook + "; add it with PUT /v1/webhooks/" + webhook + ".");
    }

    private static State stateNamed(String name) {
        return Arrays.stream(State.values())
                .filter(state -> state.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("state must be one of "
                        + Arrays.stream(State.values()).map(State::wireName).toList()));
    }

    private static int checked(int limit) {
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw new InvalidValue("limit must be from 1 to " + HIGHEST_LIMIT);
        }
        return limit;
    }

    private static EndpointView view(Endpoint endpoint, @Nullable String secret) {
        return new EndpointView(endpoint.id(), endpoint.url(), secret, endpoint.createdAt());
    }

    /** Its address, of HTTP or HTTPS. */
    record EndpointRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String url) {}

    /** {@code secret}: only in the answer that adds it. */
    @Schema(name = "Webhook")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EndpointView(String webhookId, URI url, @Nullable String secret, Instant createdAt) {}

    /** All of them. */
    record EndpointsView(List<EndpointView> webhooks) {}

    /** Some of them. */
    record DeliveriesView(List<Delivery> deliveries) {}
}
