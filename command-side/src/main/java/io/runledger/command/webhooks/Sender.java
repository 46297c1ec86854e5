package io.runledger.command.webhooks;

import io.runledger.command.webhooks.Deliveries.Delivery;
import io.runledger.command.webhooks.Endpoints.Endpoint;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Sends one message, signed. */
@Component
class Sender {

    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration ANSWERING = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int REDIRECTION = 300;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    private final Clock clock;

    Sender(Clock clock) {
        this.clock = clock;
    }

    /** Why it failed; empty if the endpoint has said that it has the message. */
    Optional<String> send(Delivery delivery, Endpoint endpoint) {
        try {
            HttpResponse<Void> answer = http.send(request(delivery, endpoint), BodyHandlers.discarding());
            return answer.statusCode() >= OK && answer.statusCode() < REDIRECTION
                    ? Optional.empty()
                    : Optional.of("it answered " + answer.statusCode());
        } catch (IOException e) {
            return Optional.of("it can't be reached: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }

    private HttpRequest request(Delivery delivery, Endpoint endpoint) {
        Instant now = clock.instant();
        return HttpRequest.newBuilder(endpoint.url())
                .timeout(ANSWERING)
                .header("Content-Type", "application/json")
                .header("User-Agent", "RunLedger")
                .header("webhook-id", delivery.messageId())
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header(
                        "webhook-signature",
                        Signature.of(endpoint.secret(), delivery.messageId(), now, delivery.payload()))
                .POST(BodyPublishers.ofString(delivery.payload()))
                .build();
    }
}
