package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.RunLine;
import io.runledger.api.Source;
import io.runledger.api.Taken;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which grants pay for which lines of a run: in burn-down order, the most restricted lines first, so that what only few
 * grants may pay for isn't left over when those are empty.
 *
 * @param parts what is taken, one part a grant, in burn-down order
 * @param missing what no grant may, or can, pay for
 * @param allPaid whether every part comes from a paid grant
 */
record Allocation(List<Taken> parts, Credits missing, boolean allPaid) {

    /** Nothing was asked for. */
    static final Allocation NONE = new Allocation(List.of(), Credits.ZERO, true);

    /**
     * @param feature of the run; null where it names none
     * @param limit at most so much is taken
     * @param paidOnly whether unpaid grants are left alone
     */
    static Allocation of(
            List<RunLine> lines,
            @Nullable String feature,
            Holdings holdings,
            List<Source> burnDown,
            boolean paidOnly,
            Credits limit) {
        List<Grant> grants = spendable(holdings.grants(), burnDown, paidOnly);
        Map<GrantId, Credits> taken = new LinkedHashMap<>();
        grants.forEach(grant -> taken.put(grant.id(), Credits.ZERO));
        Credits left = limit.orZero();
        Credits missing = Credits.ZERO;
        for (RunLine line : mostRestrictedFirst(lines)) {
            Credits wanted = line.credits();
            for (Grant grant : grants) {
                if (grant.scope().covers(line, feature)) {
                    Credits before = taken.getOrDefault(grant.id(), Credits.ZERO);
                    Credits part = wanted.min(grant.remaining().minus(before)).min(left);
                    taken.put(grant.id(), before.plus(part));
                    wanted = wanted.minus(part);
                    left = left.minus(part);
                }
            }
            missing = missing.plus(wanted);
        }
        return allocated(grants, taken, missing);
    }

    Credits total() {
        return Taken.total(parts);
    }

    private static Allocation allocated(List<Grant> grants, Map<GrantId, Credits> taken, Credits missing) {
        List<Taken> parts = new ArrayList<>();
        boolean allPaid = true;
        for (Grant grant : grants) {
            Credits credits = taken.getOrDefault(grant.id(), Credits.ZERO);
            if (credits.isPositive()) {
                parts.add(new Taken(grant.id(), grant.source(), credits));
                allPaid &= grant.paid();
            }
        }
        return new Allocation(parts, missing, allPaid);
    }

    private static List<Grant> spendable(Collection<Grant> grants, List<Source> burnDown, boolean paidOnly) {
        return grants.stream()
                .filter(grant -> grant.remaining().isPositive() && (grant.paid() || !paidOnly))
                .sorted(Comparator.comparingInt((Grant grant) -> burnDown.indexOf(grant.source()))
                        .thenComparing(Grant::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparingLong(Grant::age))
                .toList();
    }

    private static List<RunLine> mostRestrictedFirst(List<RunLine> lines) {
        return lines.stream()
                .sorted(Comparator.comparing(RunLine::pro).reversed())
                .toList();
    }
}
