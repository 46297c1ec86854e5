package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.NewGrant;
import io.runledger.api.RunId;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The grants that make good for one failed run. Like all new credits they pay the account's debt first. */
final class Compensations {

    private final RunId run;
    private final Instant expiresAt;
    private final List<NewGrant> grants = new ArrayList<>();
    private Credits debt;

    Compensations(RunId run, Instant expiresAt, Credits debt) {
        this.run = run;
        this.expiresAt = expiresAt;
        this.debt = debt;
    }

    void add(Credits credits, boolean paid, Scope scope) {
        if (!credits.isPositive()) {
            return;
        }
        Credits paysDebt = credits.min(debt);
        debt = debt.minus(paysDebt);
        GrantId id = GrantId.compensation(run, grants.size() + 1);
        grants.add(new NewGrant(id, Source.COMPENSATION, credits, paysDebt, paid, scope, expiresAt));
    }

    List<NewGrant> grants() {
        return grants;
    }
}
