package io.runledger.command.purchasing;

import com.stripe.model.Invoice;
import com.stripe.param.InvoiceListParams;
import io.runledger.api.Keys;
import io.runledger.eventstore.KeyedEvents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks for paid invoices of subscriptions that the accounts know nothing of. */
@Component
class SubscriptionInvoices {

    private static final long PAGE = 100;

    private final Stripe stripe;
    private final ProviderSubscriptions provider;
    private final PaidSubscriptionTable table;
    private final Payments payments;
    private final KeyedEvents stored;

    SubscriptionInvoices(
            Stripe stripe,
            ProviderSubscriptions provider,
            PaidSubscriptionTable table,
            Payments payments,
            KeyedEvents stored) {
        this.stripe = stripe;
        this.provider = provider;
        this.table = table;
        this.payments = payments;
        this.stored = stored;
    }

    /**
     * @param to not included
     * @throws StripeFailure if Stripe can't be asked
     */
    List<UnbookedInvoice> unbooked(Instant from, Instant to) {
        InvoiceListParams paid = InvoiceListParams.builder()
                .setStatus(InvoiceListParams.Status.PAID)
                .setCreated(InvoiceListParams.Created.builder()
                        .setGte(from.getEpochSecond())
                        .setLt(to.getEpochSecond())
                        .build())
                .setLimit(PAGE)
                .build();
        return stripe.all(client -> client.v1().invoices().list(paid)).stream()
                .filter(invoice -> invoice.getAmountPaid() > 0)
                .flatMap(invoice -> owner(invoice).flatMap(owner -> unbooked(owner, invoice)).stream())
                .toList();
    }

    private Optional<UnbookedInvoice> unbooked(PaidSubscription owner, Invoice invoice) {
        Optional<String> key = keyOf(owner, invoice);
        if (key.isEmpty()
                || !stored.find(owner.account().value(), List.of(key.get())).isEmpty()
                || isBack(invoice)) {
            return Optional.empty();
        }
        String currency = StripeAmounts.upper(invoice.getCurrency());
        return Optional.of(new UnbookedInvoice(
                owner.account(),
                owner.id(),
                invoice.getId(),
                StripeAmounts.fromSmallest(invoice.getAmountPaid(), currency),
                currency,
                "POST /v1/stripe/follow {\"account\":\"%s\",\"subscriptionId\":\"%s\"}"
                        .formatted(owner.account(), owner.id())));
    }

    /** The key under which it counts; empty for one that pays for no period. */
    private static Optional<String> keyOf(PaidSubscription owner, Invoice invoice) {
        return switch (String.valueOf(invoice.getBillingReason())) {
            case "subscription_create" -> Optional.of(Keys.subscription(owner.id()));
            case "subscription_cycle" -> Optional.of(Keys.renewal(invoice.getId()));
            case "subscription_update" -> Optional.of(Keys.planChange(invoice.getId()));
            default -> Optional.empty();
        };
    }

    /** What does not count and has gone back is as it should be. */
    private boolean isBack(Invoice invoice) {
        return provider.paymentOf(invoice)
                .map(payments::read)
                .filter(payment -> payment.money().left().signum() == 0)
                .isPresent();
    }

    private Optional<PaidSubscription> owner(Invoice invoice) {
        if (invoice.getParent() == null || invoice.getParent().getSubscriptionDetails() == null) {
            return Optional.empty();
        }
        return table.ownerIn(invoice.getParent().getSubscriptionDetails().getMetadata());
    }
}
