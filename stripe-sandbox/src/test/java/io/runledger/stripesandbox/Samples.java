package io.runledger.stripesandbox;

import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;

/** What the tests ask for. */
final class Samples {

    private Samples() {}

    static PriceData.Builder price(long amount) {
        return PriceData.builder()
                .setCurrency("eur")
                .setUnitAmount(amount)
                .setProductData(PriceData.ProductData.builder()
                        .setName("<b>Credits</b>")
                        .build());
    }

    static SessionCreateParams.Builder session(SessionCreateParams.Mode mode, PriceData price) {
        return SessionCreateParams.builder()
                .setMode(mode)
                .setSuccessUrl("https://example.org/thanks?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("https://example.org/back")
                .putMetadata("purchaseId", "p-1")
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPriceData(price)
                        .setQuantity(1L)
                        .build());
    }

    static PaymentIntentCreateParams offSession(String customer, long amount) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("eur")
                .setCustomer(customer)
                .setOffSession(true)
                .setConfirm(true)
                .putMetadata("purchaseId", "p-2")
                .build();
    }
}
