package io.runledger.stripesandbox;

import static io.runledger.stripesandbox.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    private static final RequestOptions KEY =
            RequestOptions.builder().setIdempotencyKey("k-1").build();

    private static final CustomerCreateParams ADA =
            CustomerCreateParams.builder().setEmail("ada@example.org").build();

    @TempDir
    private Path directory;

    @Test
    void aRestartLosesNothing() throws Throwable {
        Path journal = directory.resolve("journal");
        PaymentIntent payment;
        try (Desk desk = Desk.open(journal)) {
            payment = desk.paid(desk.stripe.customers().create(ADA, KEY).getId(), 700);
            desk.control("/sandbox/customers/" + payment.getCustomer() + "/card", "{\"behaviour\":\"declined\"}");
        }
        Files.writeString(journal, "{\"id\":\"cus_torn\",\"obj", StandardOpenOption.APPEND);
        goOn(journal, payment);
        try (Desk desk = Desk.open(journal)) {
            assertThat(desk.stripe.customers().list().getData()).hasSize(1);
            assertThat(desk.stripe.events().list().getData())
                    .allSatisfy(event -> assertThat(event.getPendingWebhooks()).isZero());
        }
    }

    private static void goOn(Path journal, PaymentIntent payment) throws Throwable {
        String customer = payment.getCustomer();
        try (Desk desk = Desk.open(journal);
                Receiver receiver = new Receiver(Desk.SECRET, desk.clock)) {
            assertThat(desk.stripe.paymentIntents().retrieve(payment.getId()).getStatus())
                    .isEqualTo("succeeded");
            assertThat(desk.stripe.customers().create(ADA, KEY).getId()).isEqualTo(customer);
            assertThatThrownBy(() -> desk.stripe.paymentIntents().create(Samples.offSession(customer, 1)))
                    .isInstanceOf(CardException.class);
            desk.sandbox.deliverTo(receiver.address());
            eventually(() -> assertThat(receiver.types())
                    .contains("checkout.session.completed", "payment_intent.payment_failed")
                    .hasSize(4));
            eventually(() -> assertThat(desk.stripe.events().list().getData())
                    .allSatisfy(event -> assertThat(event.getPendingWebhooks()).isZero()));
        }
    }

    @Test
    void aJournalIsOneSandboxsAlone() throws Exception {
        Path journal = directory.resolve("journal");
        try (Desk desk = Desk.open(journal)) {
            assertThatThrownBy(() -> Desk.open(journal)).isInstanceOf(IOException.class);
            assertThat(desk.customer().getId()).startsWith("cus_sandbox");
        }
    }

    @Test
    void aJournalThatIsNoneIsRefused() throws Exception {
        Path journal = Files.writeString(directory.resolve("journal"), "this is no object\n");

        assertThatThrownBy(() -> Desk.open(journal)).isInstanceOf(IOException.class);
    }
}
