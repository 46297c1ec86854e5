package io.runledger.query.analytics;

import io.runledger.api.AccountId;
import io.runledger.api.policy.Policy;
import io.runledger.query.rest.Moments;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the usage. Null: everything.
 *
 * @param from the first day
 * @param to the first day that is not counted any more
 */
record UsageQuery(
        @Nullable AccountId account,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        Set<Dimension> groupBy) {

    /** Usage is kept by days: one that a period touches is counted whole. */
    static UsageQuery of(
            @Nullable AccountId account,
            @Nullable Instant from,
            @Nullable Instant to,
            Set<Dimension> groupBy,
            Policy policy) {
        Moments.requireOrder(from, to);
        LocalDate first = from == null ? null : policy.dayOf(from);
        LocalDate end = to == null ? null : policy.dayOf(to.minusNanos(1)).plusDays(1);
        return new UsageQuery(account, first, end, groupBy);
    }
}
