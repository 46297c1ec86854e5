package io.runledger.stripesandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How the money of invoices is got. */
final class Dues {

    private static final String PAYMENT = Json.HIDDEN + "payment_intent";
    private static final String RETRIES = Json.HIDDEN + "retries";

    /** How many days after an invoice was written it is tried again. */
    private static final List<Integer> RETRY_DAYS = List.of(1, 3, 5);

    private final ObjectStore store;
    private final Events events;
    private final Cards cards;
    private final Payments payments;
    private final Invoices invoices;
    private final Subscriptions subscriptions;

    Dues(
            ObjectStore store,
            Events events,
            Cards cards,
            Payments payments,
            Invoices invoices,
            Subscriptions subscriptions) {
        this.store = store;
        this.events = events;
        this.cards = cards;
        this.payments = payments;
        this.invoices = invoices;
        this.subscriptions = subscriptions;
    }

    void register(Routes api) {
        api.post("/v1/invoices/*/pay", call -> pay(store.get(Invoices.KIND, call.id())));
    }

    private ObjectNode pay(ObjectNode invoice) {
        if (!Json.has(invoice, "status", "open")) {
            throw Refusal.impossible(null, "Invoice is already " + Json.need(invoice, "status"));
        }
        ObjectNode card = cardFor(subscriptionOf(invoice)).orElseThrow(Dues::noCard);
        if (!collect(invoice)) {
            throw Refusal.card(Cards.behaviour(card), payment(invoice));
        }
        subscriptions.recover(invoice);
        return invoice;
    }

    static Refusal noCard() {
        return Refusal.impossible(
                "resource_missing", "This customer has no attached payment source or default payment method.");
    }

    Optional<ObjectNode> cardFor(ObjectNode subscription) {
        return Optional.ofNullable(Json.text(subscription, "default_payment_method"))
                .flatMap(store::find)
                .or(() -> cards.saved(Json.need(subscription, "customer")));
    }

    private ObjectNode subscriptionOf(ObjectNode invoice) {
        return store.get(Subscriptions.KIND, Json.need(invoice, Invoices.SUBSCRIPTION));
    }

    /** Charges the subscription's card; whether the invoice is paid then. */
    boolean collect(ObjectNode invoice) {
        if (Json.number(invoice, "amount_remaining") == 0) {
            invoices.settle(invoice, null);
            return true;
        }
        invoice.put("attempted", true);
        invoice.put("attempt_count", Json.number(invoice, "attempt_count") + 1);
        store.save(invoice);
        ObjectNode payment = payment(invoice);
        boolean paid = cardFor(subscriptionOf(invoice))
                .filter(card -> payments.attempt(payment, card))
                .isPresent();
        if (paid) {
            invoices.settle(invoice, payment);
        }
        return paid || failed(invoice);
    }

    private boolean failed(ObjectNode invoice) {
        events.tell("invoice.payment_failed", invoice);
        return false;
    }

    /** An invoice has one payment, however often it is tried. */
    ObjectNode payment(ObjectNode invoice) {
        String before = Json.text(invoice, PAYMENT);
        if (before != null) {
            return store.get("payment_intent", before);
        }
        ObjectNode payment = payments.begin(
                Json.number(invoice, "amount_remaining"),
                Json.need(invoice, "currency"),
                Json.need(invoice, "customer"),
                Json.object());
        payment.put("description", "Subscription");
        payment.put(Invoices.INVOICE, Json.need(invoice, "id"));
        invoice.put(PAYMENT, Json.need(payment, "id"));
        store.save(invoice);
        return payment;
    }

    /** Has an invoice that wasn't paid tried again, if it isn't given up. */
    void retryLater(ObjectNode invoice) {
        int retries = (int) Json.number(invoice, RETRIES);
        invoice.put(RETRIES, retries + 1);
        if (retries < RETRY_DAYS.size()) {
            long pause = Duration.ofDays(RETRY_DAYS.get(retries)).toSeconds();
            invoice.put("next_payment_attempt", Json.number(invoice, "created") + pause);
        } else {
            invoice.putNull("next_payment_attempt");
        }
        store.save(invoice);
    }

    /** Tries again what is due; a subscription that still can't be paid after the last time ends. */
    void tick() {
        for (ObjectNode invoice : store.newest(Invoices.KIND)) {
            while (isDue(invoice)) {
                retry(invoice);
            }
        }
    }

    private boolean isDue(ObjectNode invoice) {
        long next = Json.number(invoice, "next_payment_attempt");
        return next > 0 && next <= store.now() && !Subscriptions.hasEnded(subscriptionOf(invoice));
    }

    private void retry(ObjectNode invoice) {
        if (collect(invoice)) {
            subscriptions.recover(invoice);
            return;
        }
        retryLater(invoice);
        if (Json.number(invoice, "next_payment_attempt") == 0) {
            subscriptions.end(subscriptionOf(invoice), store.now());
        }
    }
}
