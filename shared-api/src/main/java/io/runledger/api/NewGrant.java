package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as it begins.
 *
 * @param credits all that was granted
 * @param debtPaid the part of it that pays the account's debt at once
 * @param paid whether money was paid for it, so that what it pays for may be used commercially
 * @param expiresAt the first instant at which it can't be spent any more; null: never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewGrant(
        GrantId grantId,
        Source source,
        Credits credits,
        Credits debtPaid,
        boolean paid,
        Scope scope,
        @Nullable Instant expiresAt) {

    /** What can be spent of it at the beginning. */
    public Credits remaining() {
        return credits.minus(debtPaid);
    }
}
