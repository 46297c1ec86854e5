package io.runledger.api.policy;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What may be asked of a platform's rate cards. */
public sealed interface RateCardCommand {

    @TargetAggregateIdentifier
    String book();

    /**
     * From now on, prices are those of this card.
     *
     * @param book {@link RateCardEvent#bookOf the platform's}
     */
    record PublishRateCard(String book, RateCard card) implements RateCardCommand {}
}
