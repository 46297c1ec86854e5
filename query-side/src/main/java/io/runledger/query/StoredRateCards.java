package io.runledger.query;

import io.runledger.api.policy.RateCard;
import io.runledger.api.policy.RateCardEvent;
import io.runledger.api.policy.RateCardEvent.RateCardPublished;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.service.policy.PublishedRateCards;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The rate cards among the events. */
record StoredRateCards(EventStore events, KeyedEvents stored, String book) implements PublishedRateCards {

    @Override
    public Optional<RateCard> newest() {
        return KeyedEvents.newest(events, book).map(StoredRateCards::card);
    }

    @Override
    public Optional<RateCard> version(int version) {
        return stored.find(book, List.of(RateCardEvent.keyOf(version))).stream()
                .findFirst()
                .map(message -> card(message.getPayload()));
    }

    private static RateCard card(Object payload) {
        return ((RateCardPublished) payload).card();
    }
}
