package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Subscription.State;
import io.runledger.api.SubscriptionEvent.SubscriptionEnded;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Sees to it that a subscription that has ended here is charged for no more, whoever ended it and however. */
@Component
@ProcessingGroup("expiry")
class EndedSubscriptions {

    private final PaidSubscriptionTable table;
    private final Inbox inbox;

    EndedSubscriptions(PaidSubscriptionTable table, Inbox inbox) {
        this.table = table;
        this.inbox = inbox;
    }

    @EventHandler
    void on(SubscriptionEnded event, DomainEventMessage<?> message) {
        if (event.subscription().state() == State.ENDED) {
            String account = message.getAggregateIdentifier();
            Optional<String> provider = table.find(
                            new AccountId(account), event.subscription().id())
                    .map(PaidSubscription::providerId);
            provider.ifPresent(id -> inbox.note(
                    "ended/" + account + "/" + message.getSequenceNumber(),
                    "subscription.ended-here",
                    new Subject.OfSubscription(id)));
        }
    }
}
