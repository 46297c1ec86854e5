package io.runledger.stripesandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What was paid with, and may be again if it was saved for its customer. */
final class Cards {

    private static final String BEHAVIOUR = Json.HIDDEN + "behaviour";

    private final ObjectStore store;
    private final Lists lists;

    Cards(ObjectStore store, Lists lists) {
        this.store = store;
        this.lists = lists;
    }

    void register(Routes api, Routes control) {
        Map<String, String> filters = Map.of("type", "type", "customer", "customer");
        api.get("/v1/payment_methods", call -> lists.page(call, "payment_method", filters))
                .get("/v1/payment_methods/*", call -> store.get("payment_method", call.id()))
                .get("/v1/customers/*/payment_methods", this::ofCustomer);
        control.post("/sandbox/customers/*/card", this::behave);
    }

    private ObjectNode ofCustomer(Call call) {
        Customers.existing(store, call.id());
        return lists.page(
                call, "payment_method", Map.of("type", "type"), card -> Json.has(card, "customer", call.id()));
    }

    /** From now on all saved cards of the customer behave so. */
    private ObjectNode behave(Call call) {
        CardBehaviour behaviour = CardBehaviour.named("behaviour", call.form().need("behaviour"));
        List<ObjectNode> cards = savedOf(call.id());
        if (cards.isEmpty()) {
            throw Refusal.conflict("The customer " + call.id() + " has no saved card.");
        }
        for (ObjectNode card : cards) {
            card.put(BEHAVIOUR, behaviour.wireName());
            store.save(card);
        }
        return cards.get(0);
    }

    /**
     * Something to pay with.
     *
     * @param type {@code card}, or another of Stripe's payment methods, which has no country
     */
    ObjectNode create(String type, String country, CardBehaviour behaviour, @Nullable String email) {
        ObjectNode method = store.create("payment_method", "pm_");
        method.put("type", type);
        method.putNull("customer");
        ObjectNode billing = method.putObject("billing_details");
        billing.put("email", email);
        billing.putObject("address").put("country", country);
        method.set(type, "card".equals(type) ? printed(country, behaviour) : Json.object());
        method.putObject("metadata");
        method.put(BEHAVIOUR, behaviour.wireName());
        return method;
    }

    /** What stands on a card. */
    private static ObjectNode printed(String country, CardBehaviour behaviour) {
        ObjectNode card = Json.object();
        card.put("brand", "visa");
        card.put("country", country);
        card.put("last4", behaviour == CardBehaviour.OK ? "4242" : "0341");
        card.put("exp_month", 12);
        card.put("exp_year", 2040);
        card.put("funding", "credit");
        return card;
    }

    void keepFor(String customer, ObjectNode method) {
        method.put("customer", customer);
        store.save(method);
    }

    /** The one that was saved last. */
    Optional<ObjectNode> saved(String customer) {
        return savedOf(customer).stream().findFirst();
    }

    private List<ObjectNode> savedOf(String customer) {
        return store.newest("payment_method").stream()
                .filter(method -> Json.has(method, "customer", customer))
                .toList();
    }

    static CardBehaviour behaviour(ObjectNode method) {
        return CardBehaviour.named(BEHAVIOUR, Json.need(method, BEHAVIOUR));
    }
}
