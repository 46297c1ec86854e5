package io.runledger.stripesandbox;

import java.net.URI;

/** All parts of the sandbox, put together. */
final class Rooms {

    private final Routes api = new Routes();
    private final Routes control = new Routes();
    private final ObjectStore store;
    private final Faults faults;
    private final Lists lists;
    private final Events events;
    private final Charges charges;
    private final Payments payments;
    private final Cards cards;
    private final Catalogue catalogue;
    private final Subscriptions subscriptions;
    private final Invoices invoices;
    private final Dues dues;
    private final CheckoutSessions sessions;

    Rooms(ObjectStore store, URI base) {
        this.store = store;
        faults = new Faults(store);
        lists = new Lists(store);
        events = new Events(store, faults, lists);
        charges = new Charges(store, lists);
        payments = new Payments(store, events, charges);
        cards = new Cards(store, lists);
        catalogue = new Catalogue(store);
        subscriptions = new Subscriptions(store, lists, events);
        invoices = new Invoices(store, lists, events, base);
        dues = new Dues(store, events, cards, payments, invoices, subscriptions);
        sessions = new CheckoutSessions(store, lists, events, new CheckoutDraft(store, catalogue, base));
        registerReading();
        registerSelling(base);
        registerPaying();
    }

    private void registerReading() {
        faults.register(control);
        events.register(api);
        charges.register(api);
        cards.register(api, control);
        catalogue.register(api);
        subscriptions.register(api, control);
        invoices.register(api);
        dues.register(api);
        sessions.register(api);
    }

    private void registerSelling(URI base) {
        new Customers(store, lists, subscriptions).register(api);
        new PaymentIntents(store, lists, cards, payments).register(api);
        new SubscriptionChanges(store, subscriptions, catalogue, invoices, dues, events).register(api);
        new Portal(store, base).register(api);
    }

    private void registerPaying() {
        Disputes disputes = new Disputes(store, lists, events, charges);
        disputes.register(api, control);
        new Refunds(store, lists, events, charges, disputes, faults).register(api, control);
        new FraudWarnings(store, lists, events, charges).register(api, control);
        SubscriptionStart start = new SubscriptionStart(store, events, invoices, payments, dues);
        new Till(store, sessions, cards, payments, start, events).register(control);
        new Settlement(store, payments, invoices, subscriptions, events).register(control);
    }

    Billing billing() {
        Billing billing =
                new Billing(store, sessions, new Renewals(store, events, invoices, dues, subscriptions), dues);
        billing.register(control);
        return billing;
    }

    Deliveries deliveries(String secret) {
        Deliveries deliveries = new Deliveries(store, events, faults, new Courier(secret));
        store.run(() -> deliveries.add(events.pending()));
        store.afterwards(() -> deliveries.add(events.fresh()));
        return deliveries;
    }

    Api api(String apiKey) {
        return new Api(store, api, faults, events, apiKey);
    }

    Control control() {
        return new Control(
                store,
                control,
                new Pages(new IndexPage(store), new CheckoutPage(store, catalogue), new PortalPage(store)));
    }
}
