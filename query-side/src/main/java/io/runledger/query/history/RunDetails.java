package io.runledger.query.history;

import io.runledger.api.Credits;
import io.runledger.api.Returned;
import io.runledger.api.RunEvent;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.EndOfReservation;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.RunLine;
import io.runledger.api.holdings.Comeback;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says of its run. Null: nothing.
 *
 * @param lines the run's blocks with their credits; empty where the event names none
 * @param reserved what the reservation holds, or held until now
 * @param returned at the capture: what was not needed; after that, what the account got back
 * @param shortfall what was written off
 */
record RunDetails(
        List<RunLine> lines,
        @Nullable String member,
        @Nullable String feature,
        @Nullable Credits reserved,
        @Nullable Credits returned,
        @Nullable Credits shortfall,
        @Nullable Boolean commercialUse,
        @Nullable Instant expiresAt,
        @Nullable Integer rateCardVersion,
        @Nullable String reason) {

    static final RunDetails NONE = new RunDetails(List.of(), null, null, null, null, null, null, null, null, null);

    /** Of an entry that is about a member, and no run. */
    static RunDetails ofMember(String member) {
        return new RunDetails(List.of(), member, null, null, null, null, null, null, null, null);
    }

    static RunDetails of(RunEvent event) {
        if (event instanceof CreditsReserved reserved) {
            return of(reserved);
        }
        if (event instanceof CreditsCaptured captured) {
            return of(captured);
        }
        if (event instanceof RunFailedRefunded refunded) {
            return of(refunded);
        }
        return event instanceof EndOfReservation end
                ? new RunDetails(
                        List.of(),
                        null,
                        null,
                        end.reserved(),
                        Comeback.regained(end.returned()),
                        null,
                        null,
                        null,
                        null,
                        null)
                : NONE;
    }

    private static RunDetails of(CreditsReserved event) {
        return new RunDetails(
                event.lines(),
                event.member(),
                event.feature(),
                event.credits(),
                null,
                null,
                event.commercialUse(),
                event.expiresAt(),
                event.rateCardVersion(),
                null);
    }

    private static RunDetails of(CreditsCaptured event) {
        return new RunDetails(
                event.lines(),
                event.member(),
                event.feature(),
                event.reserved(),
                Returned.total(event.returned()),
                event.shortfall(),
                event.commercialUse(),
                null,
                null,
                null);
    }

    private static RunDetails of(RunFailedRefunded event) {
        return new RunDetails(
                event.lines(),
                event.member(),
                event.feature(),
                event.reserved(),
                event.credits(),
                null,
                null,
                null,
                null,
                event.reason());
    }
}
