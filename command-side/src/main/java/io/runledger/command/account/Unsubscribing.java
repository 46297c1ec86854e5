package io.runledger.command.account;

import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.Source;
import io.runledger.api.Subscription;
import io.runledger.api.Subscription.State;
import io.runledger.api.SubscriptionEvent.SubscriptionCancelled;
import io.runledger.api.SubscriptionEvent.SubscriptionEnded;
import io.runledger.api.SubscriptionId;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends subscriptions. */
final class Unsubscribing {

    private Unsubscribing() {}

    /** With the paid time; what is paid for stays. */
    static Decision cancel(Situation situation) {
        Optional<State> state = situation.holdings().subscription().map(Subscription::state);
        if (state.isEmpty() || state.get() == State.LAPSED) {
            return Subscribing.unknown("that could be cancelled");
        }
        Subscription subscription = situation.holdings().subscription().orElseThrow();
        // One that is cancelled within its days of grace ends at once, and a repeat finds it so.
        return subscription.state() != State.ACTIVE
                ? new Decision.Repeat(version -> Subscribing.outcome(situation.holdings(), version))
                : Subscribing.booked(
                        situation,
                        new SubscriptionCancelled(
                                situation.now(), subscription.in(State.CANCELLED), situation.available()));
    }

    /** Now, with what is left of its credits. */
    static Decision stop(SubscriptionId id, Situation situation) {
        Optional<Subscription> subscription =
                situation.holdings().subscription().filter(known -> known.id().equals(id));
        if (subscription.isEmpty()) {
            return Subscribing.unknown(id.value());
        }
        return subscription.get().isOver()
                ? new Decision.Repeat(version -> Subscribing.outcome(situation.holdings(), version))
                : Subscribing.booked(situation, stopping(situation).toArray(AccountEvent[]::new));
    }

    /** What stops the account's subscription; nothing if it has none. */
    static List<AccountEvent> stopping(Situation situation) {
        Holdings holdings = situation.holdings();
        List<AccountEvent> events = new ArrayList<>();
        if (holdings.isSubscribed()) {
            Credits available = holdings.available();
            for (Grant grant : holdings.grants()) {
                if (grant.source() == Source.SUBSCRIPTION && !grant.isExpiredAt(situation.now())) {
                    available = available.minus(grant.remaining());
                    events.add(new GrantExpired(
                            situation.now(), grant.id(), grant.remaining(), situation.now(), available));
                }
            }
            Subscription ended = holdings.subscription().orElseThrow().in(State.ENDED);
            events.add(new SubscriptionEnded(situation.now(), situation.now(), ended, available));
        }
        return events;
    }
}
