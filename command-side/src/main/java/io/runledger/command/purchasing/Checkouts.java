package io.runledger.command.purchasing;

import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodOptions;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;
import io.runledger.api.AccountId;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.api.policy.Policy;
import io.runledger.command.purchasing.Purchase.Status;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens the pages at Stripe where purchases are paid, and looks what became of them. */
@Component
class Checkouts {

    private final Stripe stripe;
    private final Customers customers;
    private final PurchaseTable table;
    private final Policy policy;

    Checkouts(Stripe stripe, Customers customers, PurchaseTable table, Policy policy) {
        this.stripe = stripe;
        this.customers = customers;
        this.table = table;
        this.policy = policy;
    }

    /**
     * Opens the checkout of a purchase; the same one if it is asked twice.
     *
     * @param email the payer's, which can't be changed on the page
     */
    void open(AccountId account, Purchase purchase, String email) {
        String customer = customers.of(account, email);
        SessionCreateParams page = page(account, purchase, customer);
        Session session = stripe.call(client -> client.v1()
                .checkout()
                .sessions()
                .create(page, Stripe.once("checkout/" + account + "/" + purchase.purchaseId())));
        table.opened(account, purchase.purchaseId(), session.getId(), session.getUrl());
    }

    private SessionCreateParams page(AccountId account, Purchase purchase, String customer) {
        SessionCreateParams.Builder page = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setCustomer(customer)
                .setClientReferenceId(account.value())
                .setSuccessUrl(purchase.checkout().successUrl())
                .setCancelUrl(purchase.checkout().cancelUrl())
                .putAllMetadata(Notice.of(account, purchase.purchaseId()))
                .setPaymentIntentData(intentOf(account, purchase))
                .addLineItem(lineOf(purchase));
        purchase.checkout().methods().forEach(method -> add(page, method));
        return (policy.payments().automaticTax() ? withTax(page) : page).build();
    }

    /** Stripe adds the tax, by the address that the buyer gives on the page. */
    static SessionCreateParams.Builder withTax(SessionCreateParams.Builder page) {
        return page.setAutomaticTax(SessionCreateParams.AutomaticTax.builder()
                        .setEnabled(true)
                        .build())
                .setCustomerUpdate(SessionCreateParams.CustomerUpdate.builder()
                        .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                        .build());
    }

    private LineItem lineOf(Purchase purchase) {
        return LineItem.builder()
                .setQuantity(1L)
                .setPriceData(LineItem.PriceData.builder()
                        .setCurrency(StripeAmounts.lower(purchase.currency()))
                        .setUnitAmount(StripeAmounts.toSmallest(purchase.price(), purchase.currency()))
                        .setProductData(LineItem.PriceData.ProductData.builder()
                                .setName(purchase.credits() + " " + policy.topUpUnit())
                                .build())
                        .build())
                .build();
    }

    private static PaymentIntentData intentOf(AccountId account, Purchase purchase) {
        PaymentIntentData.Builder payment =
                PaymentIntentData.builder().putAllMetadata(Notice.of(account, purchase.purchaseId()));
        if (purchase.checkout().saveCard()) {
            payment.setSetupFutureUsage(PaymentIntentData.SetupFutureUsage.OFF_SESSION);
        }
        return payment.build();
    }

    private static void add(SessionCreateParams.Builder page, PaymentMethod.Type method) {
        switch (method) {
            case CARD -> page.addPaymentMethodType(PaymentMethodType.CARD);
            case ALIPAY -> page.addPaymentMethodType(PaymentMethodType.ALIPAY);
            case WECHAT_PAY ->
                page.addPaymentMethodType(PaymentMethodType.WECHAT_PAY)
                        .setPaymentMethodOptions(PaymentMethodOptions.builder()
                                .setWechatPay(PaymentMethodOptions.WechatPay.builder()
                                        .setClient(PaymentMethodOptions.WechatPay.Client.WEB)
                                        .build())
                                .build());
            case BANK_TRANSFER -> throw new IllegalArgumentException("an operator settles a bank transfer");
        }
    }

    /** The purchase with its payment, once there is one; a page that nobody paid on in time is noted. */
    Optional<String> paymentOf(AccountId account, Purchase purchase) {
        if (purchase.paymentId() != null) {
            return Optional.of(purchase.paymentId());
        }
        String id = purchase.checkout().id();
        if (id == null) {
            return Optional.empty();
        }
        Session session =
                stripe.call(client -> client.v1().checkout().sessions().retrieve(id));
        Optional<String> payment = Optional.ofNullable(session.getPaymentIntent());
        payment.ifPresent(known -> table.paidBy(account, purchase.purchaseId(), known));
        if ("expired".equals(session.getStatus())) {
            table.unpaid(account, purchase.purchaseId(), Status.EXPIRED);
        }
        return payment;
    }

    /** Whether somebody can still pay on the purchase's page. */
    boolean isOpen(Purchase purchase) {
        String id = purchase.checkout().id();
        return id != null
                && Objects.equals(
                        "open",
                        stripe.call(client -> client.v1().checkout().sessions().retrieve(id))
                                .getStatus());
    }
}
