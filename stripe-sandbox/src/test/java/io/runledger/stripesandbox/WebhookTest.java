package io.runledger.stripesandbox;

import static io.runledger.stripesandbox.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Event;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private Desk desk;
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open();
        receiver = new Receiver(Desk.SECRET, desk.clock);
    }

    @AfterEach
    void close() {
        desk.close();
        receiver.close();
    }

    private List<Event> events() throws Exception {
        return desk.stripe.events().list().getData();
    }

    @Test
    void eventsWaitForAnAddressAndAreSentAgainAfterAFailure() throws Throwable {
        desk.paid(desk.customer().getId(), 500);
        assertThat(events()).extracting(Event::getPendingWebhooks).containsOnly(1L);
        receiver.failures.set(2);
        desk.sandbox.deliverTo(receiver.address());

        eventually(() -> assertThat(receiver.taken).hasSize(3));
        eventually(
                () -> assertThat(events()).extracting(Event::getPendingWebhooks).containsOnly(0L));
    }

    @Test
    void copiesArriveInAnyOrder() throws Throwable {
        desk.sandbox.deliverTo(receiver.address());
        desk.control("/sandbox/settings", "{\"webhookCopies\":3,\"webhookShuffle\":true,\"webhookDelayMillis\":100}");
        desk.paid(desk.customer().getId(), 500);

        eventually(() -> assertThat(receiver.taken).hasSize(9));
        List<String> ids = receiver.taken.stream().map(Event::getId).toList();
        assertThat(new HashSet<>(ids)).hasSize(3);
    }

    @Test
    void anEventNamesTheCallItCameOf() throws Exception {
        String customer = desk.customer().getId();
        desk.paid(customer, 500);
        desk.stripe.paymentIntents().create(Samples.offSession(customer, 10));

        Event byCall = events().get(0);
        assertThat(byCall.getRequest().getId()).startsWith("req_");
        assertThat(byCall.getRequest().getIdempotencyKey()).isNotEmpty();
        Event byItself = events().get(4);
        assertThat(byItself.getRequest().getId()).isNull();
    }
}
