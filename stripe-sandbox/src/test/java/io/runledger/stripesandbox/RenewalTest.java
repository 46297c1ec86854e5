package io.runledger.stripesandbox;

import static io.runledger.stripesandbox.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.model.Invoice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalTest extends Subscribed {

    @Test
    void monthsAreCountedFromTheFirstDay() throws Exception {
        assertThat(periodEnd()).isEqualTo("2026-02-28T10:00:00Z");
        moveTo("2026-02-28T10:00:00Z");
        assertThat(periodEnd()).isEqualTo("2026-03-31T10:00:00Z");
        moveTo("2026-05-01T00:00:00Z");
        assertThat(periodEnd()).isEqualTo("2026-05-31T10:00:00Z");
        assertThat(invoices())
                .extracting(Invoice::getBillingReason)
                .containsExactly(
                        "subscription_cycle", "subscription_cycle", "subscription_cycle", "subscription_create");
        assertThat(invoices()).extracting(Invoice::getStatus).containsOnly("paid");
    }

    @Test
    void aSubscriptionThatIsNotPaidEndsAfterThreeRetries() throws Throwable {
        behave("declined");
        moveTo("2026-02-28T10:00:00Z");
        assertThat(now().getStatus()).isEqualTo("past_due");
        for (String retry : List.of("2026-03-01T10:00:00Z", "2026-03-03T10:00:00Z")) {
            moveTo(retry);
            assertThat(now().getStatus()).isEqualTo("past_due");
        }
        assertThat(invoices().get(0).getAttemptCount()).isEqualTo(3);
        moveTo("2026-03-05T10:00:00Z");

        assertThat(now().getStatus()).isEqualTo("canceled");
        assertThat(invoices().get(0).getStatus()).isEqualTo("open");
        assertThat(invoices().get(0).getAttemptCount()).isEqualTo(4);
        eventually(
                () -> assertThat(receiver.types()).contains("invoice.payment_failed", "customer.subscription.deleted"));
    }

    @Test
    void aRetryThatIsPaidMakesTheSubscriptionActive() throws Exception {
        behave("declined");
        moveTo("2026-02-28T10:00:00Z");
        behave("ok");
        desk.clock.move(Duration.ofDays(1));
        desk.tick();

        assertThat(now().getStatus()).isEqualTo("active");
        assertThat(invoices().get(0).getStatus()).isEqualTo("paid");
    }

    @Test
    void anOpenInvoiceIsPaidByHand() throws Exception {
        behave("declined");
        moveTo("2026-02-28T10:00:00Z");
        String invoice = invoices().get(0).getId();
        assertThatThrownBy(() -> desk.stripe.invoices().pay(invoice)).isInstanceOf(CardException.class);
        behave("ok");

        assertThat(desk.stripe.invoices().pay(invoice).getStatus()).isEqualTo("paid");
        assertThat(now().getStatus()).isEqualTo("active");
    }
}
