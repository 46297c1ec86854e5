package io.runledger.stripesandbox;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A sandbox with everything that a test does to it. */
final class Desk implements AutoCloseable {

    static final String SECRET = "whsec_of_the_test";
    static final String KEY = "sk_test_of_the_test";

    final MovingClock clock = new MovingClock("2026-01-31T10:00:00Z");
    final StripeSandbox sandbox;
    final V1Services stripe;

    private final HttpClient http = HttpClient.newHttpClient();

    private Desk(@Nullable Path journal) throws IOException {
        sandbox = StripeSandbox.start(new SandboxSettings(0, journal, clock, KEY, SECRET));
        stripe = client(KEY).v1();
    }

    static Desk open() throws IOException {
        return new Desk(null);
    }

    static Desk open(Path journal) throws IOException {
        return new Desk(journal);
    }

    StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase(sandbox.base().toString())
                .setMaxNetworkRetries(0)
                .build();
    }

    Customer customer() throws StripeException {
        return stripe.customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("ada@example.org")
                        .putMetadata("account", "acme")
                        .build());
    }

    /** A session for a payment of a customer whose card is kept. */
    Session checkout(String customer, long amount) throws StripeException {
        return stripe.checkout()
                .sessions()
                .create(Samples.session(
                                SessionCreateParams.Mode.PAYMENT,
                                Samples.price(amount).build())
                        .setCustomer(customer)
                        .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                                .putMetadata("purchaseId", "p-1")
                                .setSetupFutureUsage(SessionCreateParams.PaymentIntentData.SetupFutureUsage.OFF_SESSION)
                                .build())
                        .build());
    }

    /** A payment that somebody made just now. */
    PaymentIntent paid(String customer, long amount) throws Exception {
        Session session = checkout(customer, amount);
        control("/sandbox/checkout/" + session.getId() + "/pay", "{}");
        return stripe.paymentIntents().retrieve(session(session).getPaymentIntent());
    }

    Session session(Session session) throws StripeException {
        return stripe.checkout().sessions().retrieve(session.getId());
    }

    /** A session for a subscription by the month. */
    Session subscription(long amount) throws StripeException {
        PriceData monthly = Samples.price(amount)
                .setRecurring(PriceData.Recurring.builder()
                        .setInterval(PriceData.Recurring.Interval.MONTH)
                        .build())
                .build();
        return stripe.checkout()
                .sessions()
                .create(Samples.session(SessionCreateParams.Mode.SUBSCRIPTION, monthly)
                        .setCustomer(customer().getId())
                        .setSubscriptionData(SessionCreateParams.SubscriptionData.builder()
                                .putMetadata("account", "acme")
                                .build())
                        .build());
    }

    /** A subscription that began just now. */
    Subscription subscribed(long amount) throws Exception {
        Session session = subscription(amount);
        control("/sandbox/checkout/" + session.getId() + "/pay", "{}");
        return stripe.subscriptions().retrieve(session(session).getSubscription());
    }

    void tick() throws Exception {
        control("/sandbox/tick", "{}");
    }

    /** Makes a control call that must succeed, and gives what it answers. */
    String control(String path, String json) throws Exception {
        HttpResponse<String> answer = post(path, "application/json", json);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    HttpResponse<String> post(String path, String type, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(sandbox.base().resolve(path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String page(String path) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(sandbox.base().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
