package io.runledger.stripesandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts a signed event to a receiver. */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final String secret;

    Courier(String secret) {
        this.secret = secret;
    }

    /** Whether it was taken. */
    boolean bring(URI webhook, long now, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Stripe-Signature", Signature.header(secret, now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2;
        } catch (IOException e) {
            LOG.debug("the receiver of events can't be reached", e);
            return false;
        }
    }
}
