package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.NewGrant;
import io.runledger.api.Outcome.PaymentFollowed;
import io.runledger.api.PaymentCommand.FollowPayment;
import io.runledger.api.PaymentCommand.ShowPurchase;
import io.runledger.api.PaymentEvent.CreditsClawedBack;
import io.runledger.api.PaymentEvent.CreditsReinstated;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.holdings.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Has the credits of a purchase follow its money: what is taken back of them is always the share that the money which went
 * back has of the money that was paid, so that any order of refunds and disputes ends the same.
 */
final class FollowingPayments {

    private FollowingPayments() {}

    static Decision decide(FollowPayment command, Situation situation) {
        return situation
                .sales()
                .of(command.purchaseId())
                .map(sale -> follow(command, sale, situation))
                .orElseGet(() -> unknown(command.purchaseId()));
    }

    static Decision decide(ShowPurchase command, Situation situation) {
        return situation
                .sales()
                .of(command.purchaseId())
                .map(sale -> show(command.purchaseId(), sale, situation))
                .orElseGet(() -> unknown(command.purchaseId()));
    }

    private static Decision show(PurchaseId purchase, Sale sale, Situation situation) {
        return new Decision.Repeat(version -> outcome(purchase, sale, situation.available(), version));
    }

    static Decision unknown(PurchaseId purchase) {
        return Decision.refuse(
                RejectionReason.UNKNOWN_PURCHASE, "the account has no credits of a purchase " + purchase);
    }

    private static Decision follow(FollowPayment command, Sale sale, Situation situation) {
        Credits share = command.money().shareOf(sale.credits());
        Credits change = share.minus(sale.clawedBack());
        if (change.isZero()) {
            return new Decision.Repeat(version -> outcome(command.purchaseId(), sale, situation.available(), version));
        }
        return change.isPositive()
                ? clawBack(command, change, sale, situation)
                : reinstate(command, change.negated(), sale, situation);
    }

    /** What is left of them goes first, then what nobody could have spent; the rest has been spent, and is owed. */
    private static Decision clawBack(FollowPayment command, Credits credits, Sale sale, Situation situation) {
        Credits left = situation
                .holdings()
                .grant(GrantId.of(command.purchaseId()))
                .map(Grant::remaining)
                .orElse(Credits.ZERO);
        Credits fromGrant = credits.min(left);
        Credits fromExpired = credits.minus(fromGrant).min(sale.expired());
        Credits fromVoided = credits.minus(fromGrant).minus(fromExpired).min(sale.voided());
        Credits debt = credits.minus(fromGrant).minus(fromExpired).minus(fromVoided);
        CreditsClawedBack event = new CreditsClawedBack(
                situation.now(),
                command.purchaseId(),
                credits,
                fromGrant,
                fromExpired,
                fromVoided,
                debt,
                command.money(),
                situation.available().minus(fromGrant).minus(debt));
        return Decision.accept(
                event, version -> outcome(command.purchaseId(), sale.after(event), event.available(), version));
    }

    private static Decision reinstate(FollowPayment command, Credits credits, Sale sale, Situation situation) {
        CreditsReinstated event = reinstated(command, credits, sale, situation);
        return Decision.accept(
                event, version -> outcome(command.purchaseId(), sale.after(event), event.available(), version));
    }

    /** In the opposite order: debt is paid first, then what nobody could have spent is so again, then the grant gets some. */
    private static CreditsReinstated reinstated(
            FollowPayment command, Credits credits, Sale sale, Situation situation) {
        Credits debtPaid = Granting.paysDebt(credits, situation);
        Credits rest = credits.minus(debtPaid);
        Credits toExpired = rest.min(sale.takenOfExpired());
        Credits toVoided = rest.minus(toExpired).min(sale.takenOfVoided());
        Credits toGrant = rest.minus(toExpired).minus(toVoided);
        Grant grant = grantOf(command.purchaseId(), situation);
        boolean expired = !grant.voided() && grant.isExpiredAt(situation.now());
        boolean spendable = !grant.voided() && !expired;
        return new CreditsReinstated(
                situation.now(),
                command.purchaseId(),
                credits,
                debtPaid,
                expired ? toExpired.plus(toGrant) : toExpired,
                grant.voided() ? toVoided.plus(toGrant) : toVoided,
                spendable && toGrant.isPositive() ? reopened(grant, situation) : null,
                command.money(),
                situation.available().plus(debtPaid).plus(spendable ? toGrant : Credits.ZERO));
    }

    private static @Nullable NewGrant reopened(Grant grant, Situation situation) {
        return situation.holdings().grant(grant.id()).isEmpty() ? grant.reopened() : null;
    }

    private static Grant grantOf(PurchaseId purchase, Situation situation) {
        GrantId id = GrantId.of(purchase);
        return situation
                .holdings()
                .grant(id)
                .or(() -> situation.memory().grant(id))
                .orElseThrow(
                        () -> new IllegalStateException("the grant of purchase " + purchase + " was never opened"));
    }

    private static PaymentFollowed outcome(PurchaseId purchase, Sale sale, Credits available, long version) {
        return new PaymentFollowed(purchase, sale.credits(), sale.clawedBack(), sale.voided(), available, version);
    }
}
