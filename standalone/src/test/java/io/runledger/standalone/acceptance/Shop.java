package io.runledger.standalone.acceptance;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

/** Buys as a customer does: by an order, and by what is done on the pages of the payment provider. */
public record Shop(Client client) {

    private static final String ORDER = """
            {"purchaseId": "%s", %s, "successUrl": "https://shop.example/thanks", "cancelUrl": "https://shop.example/"}
            """;

    /** An account that can buy. */
    public void open(String account, String country) {
        client.put("/v1/accounts/" + account, """
                {"country": "%s", "email": "%s@shop.example"}
                """.formatted(country, account)).is(201);
    }

    public Client.Reply order(String account, String purchase, String what) {
        return client.post("/v1/accounts/" + account + "/purchases", ORDER.formatted(purchase, what));
    }

    /** Orders, pays, and waits for the credits. */
    public Client.Reply buy(String account, String purchase, String what) {
        pay(order(account, purchase, what).is(201), "{\"outcome\": \"paid\"}").is(200);
        return settled(account, purchase, "settled");
    }

    public Client.Reply settled(String account, String purchase, String status) {
        eventually(
                () -> assertThat(purchase(account, purchase).string("status")).isEqualTo(status));
        return purchase(account, purchase);
    }

    public Client.Reply purchase(String account, String purchase) {
        return client.get("/v1/accounts/" + account + "/purchases/" + purchase).is(200);
    }

    /** The balance as the account itself has it. */
    public String available(String account) {
        return client.get("/v1/accounts/" + account)
                .is(200)
                .at("balance")
                .path("available")
                .asString();
    }

    public void eventuallyAvailable(String account, String credits) {
        eventually(() -> assertThat(available(account)).isEqualTo(credits));
    }

    /** Does something on the page of an order. */
    public Client.Reply pay(Client.Reply order, String how) {
        URI page = URI.create(order.string("checkoutUrl"));
        return new Client(page.resolve("/"), null).post(page.getPath() + "/pay", how);
    }

    /** Something happens to a payment, at the provider. */
    public Client.Reply at(Client.Reply purchase, Client.Reply order, String what, String body) {
        return provider(order).post("/sandbox/payments/" + purchase.string("paymentId") + "/" + what, body);
    }

    /** The same as {@link #buy}, with a card that may be charged again, and that then behaves so. */
    public Client.Reply buySavingCard(String account, String purchase, String what, String card) {
        Client.Reply order =
                order(account, purchase, what + ", \"saveCard\": true").is(201);
        pay(order, "{\"outcome\": \"paid\", \"card\": \"" + card + "\"}").is(200);
        settled(account, purchase, "settled");
        return order;
    }

    public Client provider(Client.Reply order) {
        return new Client(URI.create(order.string("checkoutUrl")).resolve("/"), null);
    }
}
