package io.runledger.stripesandbox;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How a payment ends that was under way for a while. */
final class Settlement {

    private final ObjectStore store;
    private final Payments payments;
    private final Invoices invoices;
    private final Subscriptions subscriptions;
    private final Events events;

    Settlement(ObjectStore store, Payments payments, Invoices invoices, Subscriptions subscriptions, Events events) {
        this.store = store;
        this.payments = payments;
        this.invoices = invoices;
        this.subscriptions = subscriptions;
        this.events = events;
    }

    void register(Routes control) {
        control.post("/sandbox/payments/*/succeed", call -> succeed(underWay(call.id())))
                .post("/sandbox/payments/*/fail", call -> fail(underWay(call.id())));
    }

    private ObjectNode underWay(String id) {
        ObjectNode payment = store.get("payment_intent", id);
        if (!Json.has(payment, "status", "processing")) {
            throw Refusal.conflict("The payment is not under way: its status is " + Json.need(payment, "status") + ".");
        }
        return payment;
    }

    private ObjectNode succeed(ObjectNode payment) {
        payments.succeed(payment);
        linked(payment, Invoices.INVOICE).ifPresent(invoice -> {
            invoices.settle(invoice, payment);
            subscriptions.recover(invoice);
        });
        linked(payment, Till.SESSION).ifPresent(session -> {
            session.put("payment_status", "paid");
            store.save(session);
            events.tell("checkout.session.async_payment_succeeded", session);
        });
        return payment;
    }

    private ObjectNode fail(ObjectNode payment) {
        payments.fail(payment, CardBehaviour.DECLINED);
        linked(payment, Invoices.INVOICE).ifPresent(invoice -> events.tell("invoice.payment_failed", invoice));
        linked(payment, Till.SESSION)
                .ifPresent(session -> events.tell("checkout.session.async_payment_failed", session));
        return payment;
    }

    private Optional<ObjectNode> linked(ObjectNode payment, String field) {
        return Optional.ofNullable(Json.text(payment, field)).flatMap(store::find);
    }
}
