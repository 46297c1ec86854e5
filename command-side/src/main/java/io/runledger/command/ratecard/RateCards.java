package io.runledger.command.ratecard;

import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import io.runledger.api.Answer;
import io.runledger.api.Outcome.RateCardInForce;
import io.runledger.api.RejectionReason;
import io.runledger.api.policy.RateCard;
import io.runledger.api.policy.RateCardCommand.PublishRateCard;
import io.runledger.api.policy.RateCardEvent;
import io.runledger.api.policy.RateCardEvent.RateCardPublished;
import io.runledger.eventstore.StoreMetaData;
import io.runledger.service.policy.CurrentPolicy;
import java.time.Clock;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The rate cards that a platform has published, of which the newest is in force. Versions only go up. */
@Aggregate(type = "RateCards", commandTargetResolver = "rateCardsOfCommand")
public class RateCards {

    @AggregateIdentifier
    private @Nullable String book;

    private @Nullable RateCard newest;

    RateCards() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Answer handle(PublishRateCard command, CurrentPolicy policy, Clock clock) {
        RateCard card = command.card();
        RateCard inForce = newer(newest, policy.get().rateCard());
        if (card.equals(inForce)) {
            return new Answer.Accepted(inForce(card), true);
        }
        if (card.version() <= inForce.version()) {
            return new Answer.Refused(
                    RejectionReason.RATE_CARD_CONFLICT,
                    "rate card " + inForce.version() + " is in force; another one needs a version above it",
                    Map.of(),
                    null);
        }
        apply(new RateCardPublished(clock.instant(), command.book(), card));
        return new Answer.Accepted(inForce(card), false);
    }

    @EventSourcingHandler
    void on(RateCardPublished event) {
        book = event.book();
        newest = event.card();
    }

    private static RateCard newer(@Nullable RateCard published, RateCard known) {
        return published != null && published.version() >= known.version() ? published : known;
    }

    private static RateCardInForce inForce(RateCard card) {
        Long version = getVersion();
        return new RateCardInForce(card.version(), card.models().size(), version == null ? -1 : version);
    }

    private static void apply(RateCardEvent event) {
        AggregateLifecycle.apply(
                event, MetaData.with(StoreMetaData.AT, event.at()).and(StoreMetaData.KEY, event.key()));
    }
}
