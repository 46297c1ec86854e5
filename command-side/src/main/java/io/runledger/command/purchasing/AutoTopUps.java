package io.runledger.command.purchasing;

import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.Answer.Accepted;
import io.runledger.api.Outcome;
import io.runledger.api.Outcome.AutoTopUpStanding;
import io.runledger.api.SubscriptionView;
import io.runledger.api.TopUpCommand.AskPayer;
import io.runledger.api.TopUpCommand.GiveUpTopUp;
import io.runledger.api.TopUpCommand.ReportDecline;
import io.runledger.api.TopUpCommand.ShowAutoTopUp;
import io.runledger.api.TopUpEvent.AutoTopUpSwitchedOff.Reason;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.api.policy.Policy;
import io.runledger.command.account.Commands;
import io.runledger.command.personal.PersonalData;
import io.runledger.command.purchasing.AutoTopUpTable.Open;
import io.runledger.command.purchasing.CardCharges.Charged;
import io.runledger.command.purchasing.Purchase.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes the purchases that accounts make by themselves. The account has seen to it that there is one at a time; here each
 * attempt charges the card once, however often it is made.
 */
@Component
class AutoTopUps {

    private static final List<Duration> PAUSES = List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1));
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(20);
    private static final Duration PAYER_MAY_BE_SLOW = Duration.ofMinutes(10);

    private final AutoTopUpTable open;
    private final PurchaseTable purchases;
    private final Checkouts checkouts;
    private final CardCharges charges;
    private final PersonalData personalData;
    private final Commands commands;
    private final Follow follow;
    private final Policy policy;
    private final Clock clock;

    AutoTopUps(
            AutoTopUpTable open,
            PurchaseTable purchases,
            Checkouts checkouts,
            CardCharges charges,
            PersonalData personalData,
            Commands commands,
            Follow follow,
            Policy policy,
            Clock clock) {
        this.open = open;
        this.purchases = purchases;
        this.checkouts = checkouts;
        this.charges = charges;
        this.personalData = personalData;
        this.commands = commands;
        this.follow = follow;
        this.policy = policy;
        this.clock = clock;
    }

    /** When it is to be looked at again, counted from when this look began; empty if it has ended. */
    Optional<Instant> goOn(String name) {
        Instant began = clock.instant();
        return open.find(name).flatMap(this::goOn).map(began::plus);
    }

    private Optional<Duration> goOn(Open topUp) {
        AutoTopUpStanding standing =
                (AutoTopUpStanding) ((Accepted) commands.send(new ShowAutoTopUp(topUp.account()))).outcome();
        if (!topUp.purchase().equals(standing.underWay())) {
            open.ended(topUp);
            return Optional.empty();
        }
        Optional<Purchase> purchase = purchases.find(topUp.account(), topUp.purchase());
        if (purchase.isPresent()) {
            return goOn(topUp, purchase.get());
        }
        return standing.settings() == null ? giveUp(topUp, Reason.NOT_POSSIBLE) : begin(topUp);
    }

    private Optional<Duration> begin(Open topUp) {
        Order order = new Order(
                topUp.purchase(),
                topUp.packageId(),
                null,
                topUp.currency(),
                PaymentMethod.Type.CARD,
                false,
                null,
                null);
        Outcome.Standing standing =
                (Outcome.Standing) ((Accepted) commands.send(new ShowAccount(topUp.account()))).outcome();
        Offer offer = Offer.of(
                order,
                policy,
                SubscriptionView.planOf(standing.subscription()) != null,
                personalData.profileOf(topUp.account()).country());
        if (!(offer instanceof Offer.Price price)) {
            return giveUp(topUp, Reason.NOT_POSSIBLE);
        }
        Checkout later = purchases.lastCheckoutOf(topUp.account()).orElse(Checkout.none());
        Purchase purchase = Purchase.pending(order, price, later, clock.instant());
        purchases.add(topUp.account(), purchase);
        return charge(topUp, purchase);
    }

    private Optional<Duration> goOn(Open topUp, Purchase purchase) {
        if (purchase.status() == Status.REFUSED || purchase.status() == Status.FAILED) {
            return giveUp(topUp, Reason.NOT_POSSIBLE);
        }
        if (purchase.paymentId() != null) {
            follow.soon(new Subject.OfPurchase(topUp.account(), topUp.purchase()));
            return Optional.of(LOOK_AGAIN);
        }
        if (purchase.checkout().id() == null) {
            return charge(topUp, purchase);
        }
        return checkouts.isOpen(purchase) ? Optional.of(PAYER_MAY_BE_SLOW) : pageClosed(topUp, purchase);
    }

    /** The payer has paid, and nobody has told us yet; or has not come. */
    private Optional<Duration> pageClosed(Open topUp, Purchase purchase) {
        if (checkouts.paymentOf(topUp.account(), purchase).isEmpty()) {
            return giveUp(topUp, Reason.PAYER_ABSENT);
        }
        follow.soon(new Subject.OfPurchase(topUp.account(), topUp.purchase()));
        return Optional.of(LOOK_AGAIN);
    }

    private Optional<Duration> charge(Open topUp, Purchase purchase) {
        Charged charged = charges.charge(topUp.account(), purchase, topUp.attempt());
        if (charged instanceof Charged.Taken taken) {
            purchases.paidBy(topUp.account(), topUp.purchase(), taken.payment());
            follow.soon(new Subject.OfPurchase(topUp.account(), topUp.purchase()));
            return Optional.of(LOOK_AGAIN);
        }
        if (charged instanceof Charged.Declined) {
            return declined(topUp);
        }
        return charged instanceof Charged.NeedsPayer ? askPayer(topUp, purchase) : giveUp(topUp, Reason.NOT_POSSIBLE);
    }

    private Optional<Duration> declined(Open topUp) {
        commands.send(new ReportDecline(topUp.account(), topUp.purchase(), topUp.attempt()), Settlement.BY);
        if (topUp.attempt() >= policy.payments().autoTopUpTries()) {
            return giveUp(topUp, Reason.DECLINED);
        }
        Duration pause = PAUSES.get(Math.min(topUp.attempt(), PAUSES.size()) - 1);
        open.nextAttempt(topUp, clock.instant().plus(pause));
        return Optional.of(pause);
    }

    /** On a page like that of any purchase; its link is in the purchase. */
    private Optional<Duration> askPayer(Open topUp, Purchase purchase) {
        String email = personalData.profileOf(topUp.account()).email();
        if (email == null || purchase.checkout().successUrl() == null) {
            return giveUp(topUp, Reason.NOT_POSSIBLE);
        }
        checkouts.open(topUp.account(), purchase, email);
        commands.send(new AskPayer(topUp.account(), topUp.purchase()), Settlement.BY);
        return Optional.of(PAYER_MAY_BE_SLOW);
    }

    private Optional<Duration> giveUp(Open topUp, Reason reason) {
        commands.send(new GiveUpTopUp(topUp.account(), topUp.purchase(), reason), Settlement.BY);
        purchases.unpaid(topUp.account(), topUp.purchase(), Status.FAILED);
        open.ended(topUp);
        return Optional.empty();
    }
}
