package io.runledger.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.Item;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PriceChangeTest extends Subscribed {

    private Subscription change(long amount, ProrationBehavior prorations) throws Exception {
        SubscriptionItem item = subscription.getItems().getData().get(0);
        Item changed = Item.builder()
                .setId(item.getId())
                .setPriceData(monthly(item.getPrice().getProduct(), amount))
                .build();
        SubscriptionUpdateParams change = SubscriptionUpdateParams.builder()
                .addItem(changed)
                .setProrationBehavior(prorations)
                .build();
        return desk.stripe.subscriptions().update(subscription.getId(), change);
    }

    private static Item.PriceData monthly(String product, long amount) {
        return Item.PriceData.builder()
                .setCurrency("eur")
                .setProduct(product)
                .setUnitAmount(amount)
                .setRecurring(Item.PriceData.Recurring.builder()
                        .setInterval(Item.PriceData.Recurring.Interval.MONTH)
                        .build())
                .build();
    }

    @Test
    void aDearerPriceIsInvoicedForTheRestOfThePeriod() throws Exception {
        desk.clock.move(Duration.ofDays(21));
        Subscription changed = change(5_000, ProrationBehavior.ALWAYS_INVOICE);

        assertThat(changed.getItems().getData().get(0).getPrice().getUnitAmount())
                .isEqualTo(5_000);
        Invoice invoice = invoices().get(0);
        assertThat(invoice.getBillingReason()).isEqualTo("subscription_update");
        assertThat(invoice.getAmountPaid()).isEqualTo(500);
        assertThat(invoice.getLines()
                        .getData()
                        .get(0)
                        .getParent()
                        .getSubscriptionItemDetails()
                        .getProration())
                .isTrue();
        moveTo("2026-02-28T10:00:00Z");
        assertThat(invoices().get(0).getTotal()).isEqualTo(5_000);
    }

    @Test
    void aDearerPriceThatIsNotPaidChangesNothing() throws Exception {
        behave("declined");

        assertThatThrownBy(() -> change(5_000, ProrationBehavior.ALWAYS_INVOICE))
                .isInstanceOf(CardException.class);
        assertThat(now().getItems().getData().get(0).getPrice().getUnitAmount()).isEqualTo(3_000);
        assertThat(invoices()).hasSize(1);
    }

    @Test
    void aPriceChangesWithoutProration() throws Exception {
        change(1_000, ProrationBehavior.NONE);

        assertThat(invoices()).hasSize(1);
        moveTo("2026-02-28T10:00:00Z");
        assertThat(invoices().get(0).getTotal()).isEqualTo(1_000);
    }

    @Test
    void aProrationWaitsForTheNextInvoice() throws Exception {
        desk.clock.move(Duration.ofDays(21));
        change(5_000, ProrationBehavior.CREATE_PRORATIONS);
        assertThat(invoices()).hasSize(1);
        moveTo("2026-02-28T10:00:00Z");

        assertThat(invoices().get(0).getTotal()).isEqualTo(5_500);
    }
}
