package io.runledger.command.ratecard;

import io.runledger.api.Answer;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCard;
import io.runledger.api.policy.RateCardCommand.PublishRateCard;
import io.runledger.api.policy.RateCardEvent;
import io.runledger.command.account.StoreProblems;
import io.runledger.eventstore.IdempotencyKeyUsed;
import io.runledger.service.policy.CurrentPolicy;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

/** Publishes rate cards. */
@Component
public class Publishing {

    private final CommandGateway gateway;
    private final CurrentPolicy current;
    private final Policy file;

    Publishing(CommandGateway gateway, CurrentPolicy current, Policy file) {
        this.gateway = gateway;
        this.current = current;
        this.file = file;
    }

    /**
     * Waits until it is durable; then this process prices by it at once, and others within a second.
     *
     * @param metaData of its event
     */
    public Answer publish(RateCard card, MetaData metaData) {
        Answer answer = untilDecided(new GenericCommandMessage<>(new PublishRateCard(book(), card), metaData));
        if (answer instanceof Answer.Accepted) {
            current.use(card);
        }
        return answer;
    }

    /** Another process may publish at the same time; what it has published is there at the second try. */
    private Answer untilDecided(CommandMessage<PublishRateCard> command) {
        try {
            return gateway.sendAndWait(command);
        } catch (ConcurrencyException | AggregateStreamCreationException | IdempotencyKeyUsed e) {
            return gateway.sendAndWait(command);
        } catch (RuntimeException e) {
            throw StoreProblems.of(e);
        }
    }

    /** The stream of the platform's rate cards. */
    public String book() {
        return RateCardEvent.bookOf(file);
    }
}
