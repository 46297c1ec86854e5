package io.runledger.command.account;

import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.Returned;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.ReservationReleased;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The life of one run, rebuilt from its events. */
record RunStory(
        CreditsReserved reserved,
        @Nullable CreditsCaptured captured,
        @Nullable RunFailedRefunded refunded,
        @Nullable ReservationReleased released) {

    static Optional<RunStory> of(List<AccountEvent> events) {
        return first(events, CreditsReserved.class)
                .map(reserved -> new RunStory(
                        reserved,
                        first(events, CreditsCaptured.class).orElse(null),
                        first(events, RunFailedRefunded.class).orElse(null),
                        first(events, ReservationReleased.class).orElse(null)));
    }

    /** Where the captured credits came from: the part of the reservation that was used, and what was taken beyond it. */
    static List<Taken> paidFrom(CreditsReserved reserved, CreditsCaptured captured) {
        List<Taken> parts = new ArrayList<>();
        if (captured.reserved().isPositive()) {
            for (Taken part : reserved.grants()) {
                Credits used = part.credits().minus(returnedTo(part, captured.returned()));
                if (used.isPositive()) {
                    parts.add(new Taken(part.grantId(), part.source(), used));
                }
            }
        }
        parts.addAll(captured.extra());
        return parts;
    }

    private static Credits returnedTo(Taken part, List<Returned> returned) {
        return Credits.sum(returned, back -> back.grantId().equals(part.grantId()) ? back.credits() : Credits.ZERO);
    }

    private static <E extends AccountEvent> Optional<E> first(List<AccountEvent> events, Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
