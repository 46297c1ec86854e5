package io.runledger.query.audit;

import io.runledger.api.AccountId;
import io.runledger.api.Effect;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.policy.Policy;
import io.runledger.eventstore.EventLog;
import io.runledger.eventstore.StoredEvent;
import io.runledger.query.balance.BalanceView;
import io.runledger.query.projection.Freshness;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.UnfitEvent;
import io.runledger.service.problem.ProblemException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Works out from the events alone what an account held at an instant. */
@Component
class PastBalances {

    private final Events events;
    private final Policy policy;

    PastBalances(Events events, Policy policy) {
        this.events = events;
        this.policy = policy;
    }

    /**
     * @throws ProblemException 404 if there was no such account then
     */
    BalanceView at(AccountId account, Instant at) {
        EventLog log = events.log();
        Past past = new Past(at);
        log.ofAggregate(account.value(), stored -> past.take(stored, log));
        if (past.version < 0) {
            throw past.firstEventAt == null ? Freshness.unknown(account) : notYet(account, past.firstEventAt);
        }
        return BalanceView.of(account, past.booked, past.holdings, policy, at, past.version);
    }

    private static ProblemException notYet(AccountId account, Instant since) {
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "unknown-account",
                "There was no account " + account + " then: it exists since " + since + ".",
                Map.of("since", since));
    }

    /** What the events up to an instant make. */
    private static final class Past {

        private final Instant at;
        private final Holdings holdings = new Holdings();
        private Effect booked = Effect.NONE;
        private long version = -1;
        private @Nullable Instant firstEventAt;

        Past(Instant at) {
            this.at = at;
        }

        void take(StoredEvent stored, EventLog log) {
            if (firstEventAt == null) {
                firstEventAt = stored.timestamp();
            }
            if (!stored.timestamp().isAfter(at)) {
                take(read(stored, log));
            }
        }

        private void take(Recorded recorded) {
            holdings.apply(recorded.event());
            booked = booked.plus(recorded.event().effect());
            version = recorded.version();
        }

        private static Recorded read(StoredEvent stored, EventLog log) {
            try {
                return Recorded.of(stored.aggregate(), stored.sequence(), () -> log.event(stored))
                        .orElseThrow(() -> new UnfitEvent("it is no event of an account"));
            } catch (UnfitEvent unfit) {
                throw new ProblemException(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "unreadable-event",
                        "Event %d of %s, a %s, can't be read: %s."
                                .formatted(stored.sequence(), stored.aggregate(), stored.type(), unfit.getMessage()));
            }
        }
    }
}
