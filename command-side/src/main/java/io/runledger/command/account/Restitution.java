package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.NewGrant;
import io.runledger.api.Returned;
import io.runledger.api.Returned.Fate;
import io.runledger.api.Scope;
import io.runledger.api.Taken;
import io.runledger.api.holdings.Comeback;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a failed run's credits come back. What the run still owes is owed no more. What came from a grant that can still be
 * spent goes there; what came from an expired grant is breakage and is made good by a compensation grant of the same kind.
 *
 * @param reopened grants that were used up and forgotten, and get credits back
 * @param debtReturned what was owed for the run and has been paid since: which credits paid it is not known any more, so
 *     that it comes back as an unpaid compensation
 */
record Restitution(
        List<Returned> returned,
        List<NewGrant> compensations,
        List<NewGrant> reopened,
        Credits debtCancelled,
        Credits debtReturned) {

    static Restitution of(RefundedRun run, Situation situation) {
        Holdings holdings = situation.holdings();
        Map<GrantId, Grant> grants = grantsOf(run.parts(), situation);
        Credits cancelled = run.owed().min(holdings.debt());
        Credits debtLeft = holdings.debt().minus(cancelled);
        List<Returned> returned = Comeback.of(run.parts(), id -> known(id, grants), debtLeft, situation.now());
        Compensations compensations = new Compensations(
                run.runId(), endOfNextDay(situation), debtLeft.minus(Returned.total(returned, Fate.DEBT)));
        for (Returned part : returned) {
            if (part.fate() == Fate.EXPIRED) {
                Grant expired = known(part.grantId(), grants);
                compensations.add(part.credits(), expired.paid(), expired.scope());
            }
        }
        Credits debtReturned = run.owed().minus(cancelled);
        compensations.add(debtReturned, false, Scope.EVERYTHING);
        return new Restitution(
                returned, compensations.grants(), reopened(returned, grants, holdings), cancelled, debtReturned);
    }

    /** All that the account gets back: into grants, as compensation, or off its debt. */
    Credits credits() {
        return Comeback.regained(returned)
                .plus(Credits.sum(compensations, NewGrant::credits))
                .plus(debtCancelled);
    }

    private static List<NewGrant> reopened(List<Returned> returned, Map<GrantId, Grant> grants, Holdings holdings) {
        return returned.stream()
                .filter(part -> part.fate() == Fate.AVAILABLE)
                .filter(part -> holdings.grant(part.grantId()).isEmpty())
                .map(part -> known(part.grantId(), grants).reopened())
                .distinct()
                .toList();
    }

    private static Map<GrantId, Grant> grantsOf(List<Taken> parts, Situation situation) {
        Map<GrantId, Grant> grants = new HashMap<>();
        for (Taken part : parts) {
            situation
                    .holdings()
                    .grant(part.grantId())
                    .or(() -> situation.memory().grant(part.grantId()))
                    .ifPresent(grant -> grants.put(grant.id(), grant));
        }
        return grants;
    }

    private static Grant known(GrantId id, Map<GrantId, Grant> grants) {
        Grant grant = grants.get(id);
        if (grant == null) {
            throw new IllegalStateException("grant " + id + " paid for a run and was never opened");
        }
        return grant;
    }

    /** A compensation can be spent until the end of the next reset period, which is the next day of the policy. */
    private static Instant endOfNextDay(Situation situation) {
        return situation
                .policy()
                .startOf(situation.policy().dayOf(situation.now()).plusDays(2));
    }
}
