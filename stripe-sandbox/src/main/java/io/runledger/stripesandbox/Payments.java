package io.runledger.stripesandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a payment goes through. */
final class Payments {

    private final ObjectStore store;
    private final Events events;
    private final Charges charges;

    Payments(ObjectStore store, Events events, Charges charges) {
        this.store = store;
        this.events = events;
        this.charges = charges;
    }

    /** A payment that nobody tried to make yet. */
    ObjectNode begin(long amount, String currency, @Nullable String customer, ObjectNode metadata) {
        ObjectNode payment = store.create("payment_intent", "pi_");
        payment.put("amount", amount);
        payment.put("amount_received", 0);
        payment.put("currency", currency);
        payment.put("customer", customer);
        List.of("description", "last_payment_error", "latest_charge", "payment_method")
                .forEach(payment::putNull);
        payment.putArray("payment_method_types").add("card");
        payment.put("status", "requires_payment_method");
        payment.set("metadata", metadata);
        return payment;
    }

    /** Charges a card while its holder is away; whether that went well. */
    boolean attempt(ObjectNode payment, ObjectNode card) {
        CardBehaviour behaviour = Cards.behaviour(card);
        if (behaviour == CardBehaviour.OK) {
            with(payment, card);
            succeed(payment);
        } else {
            fail(payment, behaviour);
        }
        return behaviour == CardBehaviour.OK;
    }

    void with(ObjectNode payment, ObjectNode method) {
        payment.put("payment_method", Json.need(method, "id"));
        store.save(payment);
    }

    /** The money is on its way, and nobody knows yet whether it arrives. */
    void process(ObjectNode payment, ObjectNode method) {
        with(payment, method);
        payment.put("status", "processing");
    }

    /** It needs to be known what it is paid with. */
    void succeed(ObjectNode payment) {
        ObjectNode method = store.get("payment_method", Json.need(payment, "payment_method"));
        ObjectNode charge = charges.take(payment, method);
        payment.put("status", "succeeded");
        payment.put("amount_received", Json.number(payment, "amount"));
        payment.put("latest_charge", Json.need(charge, "id"));
        payment.putNull("last_payment_error");
        store.save(payment);
        events.tell("payment_intent.succeeded", payment);
        events.tell("charge.succeeded", charge);
    }

    void fail(ObjectNode payment, CardBehaviour why) {
        payment.put("status", "requires_payment_method");
        payment.putNull("payment_method");
        payment.set("last_payment_error", why.error());
        store.save(payment);
        events.tell("payment_intent.payment_failed", payment);
    }

    ObjectNode cancel(ObjectNode payment, @Nullable String reason) {
        payment.put("status", "canceled");
        payment.put("canceled_at", store.now());
        payment.put("cancellation_reason", reason);
        store.save(payment);
        events.tell("payment_intent.canceled", payment);
        return payment;
    }
}
