package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Subscription.State;
import io.runledger.api.SubscriptionEvent.SubscriptionEnded;
import io.runledger.command.listening.Listener;
import io.runledger.command.listening.Listening;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

/** Sees to it that a subscription that has ended here is charged for no more, whoever ended it and however. */
@Component
class EndedSubscriptions implements Listening {

    private final PaidSubscriptionTable table;
    private final Inbox inbox;

    EndedSubscriptions(PaidSubscriptionTable table, Inbox inbox) {
        this.table = table;
        this.inbox = inbox;
    }

    @Override
    public List<Listener<?>> listeners() {
        return List.of(new Listener<>(SubscriptionEnded.class, this::on));
    }

    private void on(SubscriptionEnded event, DomainEventMessage<?> message) {
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
