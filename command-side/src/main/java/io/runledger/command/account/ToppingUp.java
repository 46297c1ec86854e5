package io.runledger.command.account;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AutoTopUp;
import io.runledger.api.Credits;
import io.runledger.api.Outcome.AutoTopUpStanding;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.TopUpCommand.AskPayer;
import io.runledger.api.TopUpCommand.ConfigureAutoTopUp;
import io.runledger.api.TopUpCommand.GiveUpTopUp;
import io.runledger.api.TopUpCommand.ReportDecline;
import io.runledger.api.TopUpEvent;
import io.runledger.api.TopUpEvent.AutoTopUpConfigured;
import io.runledger.api.TopUpEvent.AutoTopUpDeclined;
import io.runledger.api.TopUpEvent.AutoTopUpNeedsPayer;
import io.runledger.api.TopUpEvent.AutoTopUpSwitchedOff;
import io.runledger.api.policy.CreditPackage;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.api.policy.Policy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says when an account buys credits by itself, and what became of a purchase that it made. */
final class ToppingUp {

    private ToppingUp() {}

    static Decision decide(ConfigureAutoTopUp command, Situation situation) {
        AutoTopUp settings = command.settings();
        if (situation.holdings().isClosed()) {
            return Refusals.closed();
        }
        if (Objects.equals(settings, situation.autoTopUps().settings())) {
            return show(situation);
        }
        return objection(settings, situation.policy())
                .orElseGet(() -> Decision.accept(
                        new AutoTopUpConfigured(
                                situation.now(), settings, situation.policy().zone(), situation.available()),
                        version -> new AutoTopUpStanding(
                                settings, situation.autoTopUps().underWay(), version)));
    }

    /**
     * The events of a decision, and the purchase that they bring about.
     *
     * @param before what was available before the first, as booked
     */
    static List<AccountEvent> withPurchase(List<AccountEvent> events, Credits before, AutoTopUps autoTopUps) {
        if (events.isEmpty() || autoTopUps.settings() == null) {
            return events;
        }
        AccountEvent last = events.get(events.size() - 1);
        return last instanceof AccountClosed
                ? events
                : autoTopUps
                        .triggeredBy(before, last.available(), last.at())
                        .map(triggered -> Stream.concat(events.stream(), Stream.<AccountEvent>of(triggered))
                                .toList())
                        .orElse(events);
    }

    static Decision show(Situation situation) {
        return new Decision.Repeat(version -> new AutoTopUpStanding(
                situation.autoTopUps().settings(), situation.autoTopUps().underWay(), version));
    }

    private static Optional<Decision> objection(@Nullable AutoTopUp settings, Policy policy) {
        if (settings == null) {
            return Optional.empty();
        }
        Optional<CreditPackage> sold = policy.creditPackage(settings.packageId());
        if (sold.isEmpty()) {
            return Optional.of(
                    Decision.refuse(RejectionReason.UNKNOWN_PACKAGE, "there is no package " + settings.packageId()));
        }
        if (!sold.get().prices().containsKey(settings.currency())) {
            return Optional.of(Decision.refuse(
                    RejectionReason.CURRENCY_NOT_SOLD,
                    "package " + settings.packageId() + " is sold in "
                            + sold.get().prices().keySet() + " and not in " + settings.currency()));
        }
        boolean cards = policy.methodsFor(settings.currency()).stream()
                .anyMatch(method -> method.method() == PaymentMethod.Type.CARD);
        return cards
                ? Optional.empty()
                : Optional.of(Decision.refuse(
                        RejectionReason.PAYMENT_METHOD_NOT_ACCEPTED,
                        "only cards can be charged without their owner, and they can't in " + settings.currency()));
    }

    static Decision decide(ReportDecline command, Situation situation) {
        return ofPurchase(
                command.purchaseId(),
                situation,
                () -> new AutoTopUpDeclined(
                        situation.now(), command.purchaseId(), command.attempt(), situation.available()));
    }

    static Decision decide(AskPayer command, Situation situation) {
        return ofPurchase(
                command.purchaseId(),
                situation,
                () -> new AutoTopUpNeedsPayer(situation.now(), command.purchaseId(), situation.available()));
    }

    static Decision decide(GiveUpTopUp command, Situation situation) {
        return ofPurchase(
                command.purchaseId(),
                situation,
                () -> new AutoTopUpSwitchedOff(
                        situation.now(), command.purchaseId(), command.reason(), situation.available()));
    }

    /** What is said of a purchase that has ended, or for the second time, changes nothing. */
    private static Decision ofPurchase(PurchaseId purchase, Situation situation, Supplier<TopUpEvent> saying) {
        if (!purchase.equals(situation.autoTopUps().underWay())) {
            return show(situation);
        }
        TopUpEvent event = saying.get();
        String key = Objects.requireNonNull(event.key());
        return situation.memory().event(key, TopUpEvent.class).isPresent()
                ? show(situation)
                : Decision.accept(
                        event,
                        version -> event instanceof AutoTopUpSwitchedOff
                                ? new AutoTopUpStanding(null, null, version)
                                : new AutoTopUpStanding(situation.autoTopUps().settings(), purchase, version));
    }
}
