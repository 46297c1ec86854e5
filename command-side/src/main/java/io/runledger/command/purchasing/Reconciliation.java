package io.runledger.command.purchasing;

import io.runledger.api.Answer;
import io.runledger.api.Answer.Accepted;
import io.runledger.api.Outcome.PaymentFollowed;
import io.runledger.api.PaymentCommand.ShowPurchase;
import io.runledger.command.account.Commands;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares what Stripe was paid, and gave back, with the purchases and the credits here. It changes nothing. */
@Component
public class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int PROGRESS = 100;

    private final Stripe stripe;
    private final Payments payments;
    private final PurchaseTable purchases;
    private final RefundTable refunds;
    private final SubscriptionInvoices invoices;
    private final Commands commands;
    private final Clock clock;

    Reconciliation(
            Stripe stripe,
            Payments payments,
            PurchaseTable purchases,
            RefundTable refunds,
            SubscriptionInvoices invoices,
            Commands commands,
            Clock clock) {
        this.stripe = stripe;
        this.payments = payments;
        this.purchases = purchases;
        this.refunds = refunds;
        this.invoices = invoices;
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Takes in each purchase that either side knows of in that time, and asks how it stands now. It takes some calls of
     * Stripe's for each, one after the other.
     *
     * @param to not included
     * @throws StripeFailure if Stripe can't be asked, or isn't set up
     */
    public Reconciled compare(Instant from, Instant to) {
        Instant now = clock.instant();
        Takings takings = Takings.between(from, to, stripe);
        List<Subject.OfPurchase> paidOnline = purchases.paidOnline(from, to);
        Set<Subject.OfPurchase> all = new LinkedHashSet<>(takings.purchases());
        all.addAll(paidOnline);
        return new Reconciled(
                from,
                to,
                takings.ours(),
                paidOnline.size(),
                takings.others(),
                differences(all, takings),
                invoices.unbooked(from, to),
                now);
    }

    /** What differs is looked at once more: it may have been on its way from one side to the other. */
    private List<Difference> differences(Set<Subject.OfPurchase> all, Takings takings) {
        List<Subject.OfPurchase> differ = new ArrayList<>();
        int compared = 0;
        for (Subject.OfPurchase subject : all) {
            if (!Comparison.of(look(subject, takings)).isEmpty()) {
                differ.add(subject);
            }
            compared++;
            if (compared % PROGRESS == 0) {
                LOG.info("compared {} of {} purchases with Stripe, {} differ", compared, all.size(), differ.size());
            }
        }
        return differ.stream()
                .flatMap(subject -> Comparison.of(look(subject, takings)).stream())
                .toList();
    }

    private BothSides look(Subject.OfPurchase subject, Takings takings) {
        Purchase purchase =
                purchases.find(subject.account(), subject.purchase()).orElse(null);
        Set<String> ids = new LinkedHashSet<>(takings.of(subject));
        if (purchase != null && purchase.paymentId() != null) {
            ids.add(purchase.paymentId());
        }
        return new BothSides(
                subject, read(ids), purchase, refunds.of(subject.account(), subject.purchase()), booked(subject));
    }

    private List<Payment> read(Collection<String> ids) {
        return ids.stream().flatMap(id -> read(id).stream()).toList();
    }

    private Optional<Payment> read(String id) {
        try {
            return Optional.of(payments.read(id));
        } catch (StripeFailure failure) {
            if (failure.isNotFound()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Null where the account, or the purchase in it, is not known. */
    private @Nullable PaymentFollowed booked(Subject.OfPurchase subject) {
        Answer answer = commands.send(new ShowPurchase(subject.account(), subject.purchase()));
        return answer instanceof Accepted accepted ? (PaymentFollowed) accepted.outcome() : null;
    }
}
