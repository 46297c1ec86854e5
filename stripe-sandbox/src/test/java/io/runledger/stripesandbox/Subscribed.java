package io.runledger.stripesandbox;

import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceListParams;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that begin with somebody who subscribed for 30 EUR by the month on 31 January. */
abstract class Subscribed {

    Desk desk;
    Receiver receiver;
    Subscription subscription;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open();
        receiver = new Receiver(Desk.SECRET, desk.clock);
        desk.sandbox.deliverTo(receiver.address());
        subscription = desk.subscribed(3_000);
    }

    @AfterEach
    void close() {
        desk.close();
        receiver.close();
    }

    Subscription now() throws Exception {
        return desk.stripe.subscriptions().retrieve(subscription.getId());
    }

    String periodEnd() throws Exception {
        return Instant.ofEpochSecond(now().getItems().getData().get(0).getCurrentPeriodEnd())
                .toString();
    }

    List<Invoice> invoices() throws Exception {
        return desk.stripe
                .invoices()
                .list(InvoiceListParams.builder()
                        .setSubscription(subscription.getId())
                        .addExpand("data.payments")
                        .build())
                .getData();
    }

    void behave(String behaviour) throws Exception {
        desk.control(
                "/sandbox/customers/" + subscription.getCustomer() + "/card", "{\"behaviour\":\"" + behaviour + "\"}");
    }

    void moveTo(String time) throws Exception {
        desk.clock.moveTo(time);
        desk.tick();
    }
}
