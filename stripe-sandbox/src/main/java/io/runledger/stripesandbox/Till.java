package io.runledger.stripesandbox;

import io.runledger.stripesandbox.Attempt.Outcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where a session is paid, or not. */
final class Till {

    static final String SESSION = Json.HIDDEN + "session";

    private final ObjectStore store;
    private final CheckoutSessions sessions;
    private final Cards cards;
    private final Payments payments;
    private final SubscriptionStart start;
    private final Events events;

    Till(
            ObjectStore store,
            CheckoutSessions sessions,
            Cards cards,
            Payments payments,
            SubscriptionStart start,
            Events events) {
        this.store = store;
        this.sessions = sessions;
        this.cards = cards;
        this.payments = payments;
        this.start = start;
        this.events = events;
    }

    void register(Routes control) {
        control.post("/sandbox/checkout/*/pay", this::pay);
    }

    private ObjectNode pay(Call call) {
        ObjectNode session = sessions.payable(call.id());
        Attempt attempt = Attempt.of(call.form(), session);
        if (attempt.outcome() == Outcome.DECLINED) {
            payments.fail(payment(session), CardBehaviour.DECLINED);
            return session;
        }
        boolean paid = attempt.outcome() == Outcome.PAID;
        charge(session, method(session, attempt), paid);
        return complete(session, attempt.country(), paid);
    }

    /** What it is tried with, saved if the session wants that. */
    private ObjectNode method(ObjectNode session, Attempt attempt) {
        String customer = customer(session);
        ObjectNode method = cards.create(attempt.method(), attempt.country(), attempt.later(), email(session));
        if (customer != null && saves(session)) {
            cards.keepFor(customer, method);
        }
        return method;
    }

    private void charge(ObjectNode session, ObjectNode method, boolean paid) {
        if (Json.has(session, "mode", "subscription")) {
            start.begin(session, method, paid);
        } else if (Json.number(session, "amount_total") > 0) {
            ObjectNode payment = payment(session);
            payment.put("customer", Json.text(session, "customer"));
            take(payment, method, paid);
        }
    }

    private void take(ObjectNode payment, ObjectNode method, boolean paid) {
        if (paid) {
            payments.with(payment, method);
            payments.succeed(payment);
        } else {
            payments.process(payment, method);
        }
    }

    /** The payment of a session that was tried before, or a new one. */
    private ObjectNode payment(ObjectNode session) {
        String before = Json.text(session, "payment_intent");
        if (before != null && !Json.has(store.get("payment_intent", before), "status", "canceled")) {
            return store.get("payment_intent", before);
        }
        ObjectNode payment = begun(session);
        if (Json.has(session, "mode", "payment")) {
            session.put("payment_intent", Json.need(payment, "id"));
            store.save(session);
        }
        return payment;
    }

    private ObjectNode begun(ObjectNode session) {
        ObjectNode payment = payments.begin(
                Json.number(session, "amount_total"),
                Json.need(session, "currency"),
                Json.text(session, "customer"),
                Json.copy(session, CheckoutDraft.PAYMENT_DATA + "/metadata"));
        payment.put("description", Json.text(session, CheckoutDraft.PAYMENT_DATA + "/description"));
        payment.put("setup_future_usage", future(session));
        payment.put(SESSION, Json.need(session, "id"));
        return payment;
    }

    private @Nullable String customer(ObjectNode session) {
        if (Json.text(session, "customer") == null && Json.holds(session, CheckoutDraft.CREATES_CUSTOMER)) {
            session.put("customer", Json.need(Customers.create(store, email(session)), "id"));
        }
        return Json.text(session, "customer");
    }

    private static @Nullable String email(ObjectNode session) {
        return Json.text(session, "customer_details/email");
    }

    private static boolean saves(ObjectNode session) {
        return Json.has(session, "mode", "subscription") || future(session) != null;
    }

    private static @Nullable String future(ObjectNode session) {
        return Json.text(session, CheckoutDraft.PAYMENT_DATA + "/setup_future_usage");
    }

    private ObjectNode complete(ObjectNode session, String country, boolean paid) {
        session.put("status", "complete");
        session.putNull("url");
        ((ObjectNode) session.at("/customer_details/address")).put("country", country);
        if (Json.holds(session, "automatic_tax/enabled")) {
            ((ObjectNode) session.path("automatic_tax")).put("status", "complete");
        }
        if (paid && Json.has(session, "payment_status", "unpaid")) {
            session.put("payment_status", "paid");
        }
        store.save(session);
        events.tell("checkout.session.completed", session);
        return session;
    }
}
