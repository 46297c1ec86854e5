package io.runledger.api.holdings;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.Returned;
import io.runledger.api.Returned.Fate;
import io.runledger.api.Taken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Decides what becomes of a run's credits that go back to the grants they came from. */
public final class Comeback {

    private Comeback() {}

    /** The credits of a reservation, all of them or a part, go back. Its grants are still known to the account. */
    public static List<Returned> of(List<Taken> parts, Holdings holdings, Instant now) {
        return of(parts, id -> holdings.grant(id).orElseThrow(), holdings.debt(), now);
    }

    /**
     * @param debt what the account owes: it is paid first, from whatever can be spent again
     * @return one or two entries a part: what pays debt is apart
     */
    public static List<Returned> of(List<Taken> parts, Function<GrantId, Grant> grants, Credits debt, Instant now) {
        List<Returned> returned = new ArrayList<>(parts.size());
        Credits owed = debt;
        for (Taken part : parts) {
            Fate fate = fateIn(grants.apply(part.grantId()), now);
            Credits paysDebt = fate == Fate.AVAILABLE ? owed.min(part.credits()) : Credits.ZERO;
            owed = owed.minus(paysDebt);
            add(returned, part.grantId(), paysDebt, Fate.DEBT);
            add(returned, part.grantId(), part.credits().minus(paysDebt), fate);
        }
        return returned;
    }

    /** What the returned credits add to what is available. */
    public static Credits regained(List<Returned> returned) {
        return Returned.total(returned, Fate.AVAILABLE).plus(Returned.total(returned, Fate.DEBT));
    }

    private static Fate fateIn(Grant grant, Instant now) {
        if (grant.voided()) {
            return Fate.VOIDED;
        }
        return grant.isExpiredAt(now) ? Fate.EXPIRED : Fate.AVAILABLE;
    }

    private static void add(List<Returned> returned, GrantId grant, Credits credits, Fate fate) {
        if (credits.isPositive()) {
            returned.add(new Returned(grant, credits, fate));
        }
    }
}
