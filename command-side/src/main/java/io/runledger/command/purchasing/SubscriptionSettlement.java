package io.runledger.command.purchasing;

import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.Answer;
import io.runledger.api.Answer.Accepted;
import io.runledger.api.Answer.Refused;
import io.runledger.api.Ids;
import io.runledger.api.Outcome;
import io.runledger.api.PlanChangeId;
import io.runledger.api.RejectionReason;
import io.runledger.api.RenewalId;
import io.runledger.api.Subscription.State;
import io.runledger.api.SubscriptionCommand;
import io.runledger.api.SubscriptionCommand.CancelSubscription;
import io.runledger.api.SubscriptionCommand.ChangePlan;
import io.runledger.api.SubscriptionCommand.RenewSubscription;
import io.runledger.api.SubscriptionCommand.StartSubscription;
import io.runledger.api.SubscriptionCommand.StopSubscription;
import io.runledger.api.SubscriptionView;
import io.runledger.api.policy.Policy;
import io.runledger.command.account.Commands;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes an account's subscription what is paid for at Stripe. Each paid invoice counts once, by its id; everything else
 * follows from how things stand, so that all of it can be done again.
 */
@Component
class SubscriptionSettlement {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionSettlement.class);

    private final ProviderSubscriptions provider;
    private final PaidSubscriptionTable table;
    private final Payments payments;
    private final Refunds refunds;
    private final Commands commands;
    private final Policy policy;
    private final Clock clock;

    SubscriptionSettlement(
            ProviderSubscriptions provider,
            PaidSubscriptionTable table,
            Payments payments,
            Refunds refunds,
            Commands commands,
            Policy policy,
            Clock clock) {
        this.provider = provider;
        this.table = table;
        this.payments = payments;
        this.refunds = refunds;
        this.commands = commands;
        this.policy = policy;
        this.clock = clock;
    }

    /** Whether it is one of ours. */
    boolean settle(String providerId) {
        Subscription there = provider.read(providerId);
        Optional<PaidSubscription> ours = table.ownerIn(there.getMetadata());
        ours.filter(subscription -> subscription.refused() == null).ifPresent(subscription -> {
            table.begun(subscription.account(), subscription.id(), providerId);
            settle(subscription, there);
        });
        return ours.isPresent();
    }

    private void settle(PaidSubscription ours, Subscription there) {
        requireBegun(there);
        List<Invoice> invoices = provider.paidInvoices(there.getId());
        for (Invoice invoice : invoices) {
            if (!book(ours, there, invoice)) {
                return;
            }
        }
        viewOf(ours).ifPresent(view -> {
            if (isMoneyGone(invoices) && isOn(view)) {
                commands.send(new StopSubscription(ours.account(), ours.id()), Settlement.BY);
                provider.end(there.getId(), true);
            } else {
                followState(ours, there, view);
            }
        });
    }

    /** The provider's clock may be ahead of ours by a little: then it is looked at again a little later. */
    private void requireBegun(Subscription there) {
        Instant begins = Instant.ofEpochSecond(there.getBillingCycleAnchor());
        if (begins.isAfter(clock.instant())) {
            throw new IllegalStateException(
                    "subscription " + there.getId() + " begins at " + begins + ", which is ahead of our clock");
        }
    }

    /** The account's subscription, if it is this one. */
    private Optional<SubscriptionView> viewOf(PaidSubscription ours) {
        Outcome.Standing standing =
                (Outcome.Standing) ((Accepted) commands.send(new ShowAccount(ours.account()))).outcome();
        return Optional.ofNullable(standing.subscription())
                .filter(view -> view.subscriptionId().equals(ours.id()));
    }

    /** Whether the invoice counts; else its money goes back, and the subscription with it. */
    private boolean book(PaidSubscription ours, Subscription there, Invoice invoice) {
        Optional<SubscriptionCommand> command = commandOf(ours, there, invoice);
        if (command.isEmpty()) {
            return true;
        }
        if (command.get() instanceof StartSubscription && viewOf(ours).isEmpty() && isFromElsewhere(invoice)) {
            takeBack(ours, there, invoice, "country-not-accepted");
            return false;
        }
        Answer answer = commands.send(command.get(), Settlement.BY);
        // It was booked before, when the plan at Stripe was another one.
        boolean known = answer instanceof Refused again && again.reason() == RejectionReason.ID_CONFLICT;
        if (answer instanceof Refused refused && !known) {
            takeBack(ours, there, invoice, Ids.wireName(refused.reason()));
            return false;
        }
        return true;
    }

    /** What a paid invoice means; empty for one that somebody has made by hand and that pays for no period. */
    private static Optional<SubscriptionCommand> commandOf(PaidSubscription ours, Subscription there, Invoice invoice) {
        String plan = planOf(ours, there);
        return switch (String.valueOf(invoice.getBillingReason())) {
            case "subscription_create" ->
                Optional.of(new StartSubscription(
                        ours.account(),
                        ours.id(),
                        plan,
                        ours.period(),
                        Instant.ofEpochSecond(there.getBillingCycleAnchor()),
                        ZoneOffset.UTC,
                        true));
            case "subscription_cycle" ->
                Optional.of(new RenewSubscription(ours.account(), ours.id(), new RenewalId(invoice.getId()), true));
            case "subscription_update" ->
                Optional.of(new ChangePlan(ours.account(), new PlanChangeId(invoice.getId()), plan, null));
            default -> Optional.empty();
        };
    }

    private static String planOf(PaidSubscription ours, Subscription there) {
        return Objects.requireNonNullElse(there.getMetadata().get(SubscriptionPages.PLAN), ours.plan());
    }

    /** Whether the card is from a country that payments are not taken from; that is known only now. */
    private boolean isFromElsewhere(Invoice invoice) {
        return !policy.countries().isEmpty()
                && provider.paymentOf(invoice)
                        .map(payments::read)
                        .map(Payment::cardCountry)
                        .filter(country -> !policy.takesPaymentsFrom(country))
                        .isPresent();
    }

    private void takeBack(PaidSubscription ours, Subscription there, Invoice invoice, String reason) {
        LOG.warn("invoice {} of account {} does not count: {}", invoice.getId(), ours.account(), reason);
        if ("subscription_create".equals(invoice.getBillingReason())) {
            table.refused(ours, reason);
        }
        provider.end(there.getId(), true);
        provider.paymentOf(invoice)
                .map(payments::read)
                .ifPresent(payment -> refunds.sendAllBack(
                        Map.of(
                                Notice.ACCOUNT, ours.account().value(),
                                SubscriptionPages.SUBSCRIPTION, ours.id().value()),
                        payment));
    }

    /** Whether all that was paid last has gone back: then the time that it paid for is over. */
    private boolean isMoneyGone(List<Invoice> invoices) {
        return !invoices.isEmpty()
                && provider.paymentOf(invoices.get(invoices.size() - 1))
                        .map(payments::read)
                        .filter(payment -> payment.paid().signum() > 0)
                        .filter(payment ->
                                payment.refunded().add(payment.disputed()).compareTo(payment.paid()) >= 0)
                        .isPresent();
    }

    private static boolean isOn(SubscriptionView view) {
        return view.state() == State.ACTIVE || view.state() == State.CANCELLED;
    }

    private void followState(PaidSubscription ours, Subscription there, SubscriptionView view) {
        boolean ending = ProviderSubscriptions.isEnding(there);
        String wanted = planOf(ours, there);
        String promised = view.nextPlan() == null ? view.plan() : view.nextPlan();
        if (view.state() == State.ENDED) {
            provider.end(there.getId(), true);
        } else if (view.state() == State.ACTIVE && ending) {
            commands.send(new CancelSubscription(ours.account()), Settlement.BY);
        } else if (isOn(view) && !ending && (!wanted.equals(promised) || view.state() == State.CANCELLED)) {
            PlanChangeId change = new PlanChangeId("at-provider-" + UUID.randomUUID());
            commands.send(new ChangePlan(ours.account(), change, wanted, null), Settlement.BY);
        }
    }
}
