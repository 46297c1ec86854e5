package io.runledger.eventstore;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.runledger.eventstore.CounterEvent.Counted;
import io.runledger.eventstore.CounterEvent.CounterOpened;
import java.time.Instant;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;

/** A small aggregate for these tests. */
@Aggregate(snapshotTriggerDefinition = "everyFiveEvents")
@Revision("2")
class Counter {

    record OpenCounter(@TargetAggregateIdentifier String counter) {}

    record Count(@TargetAggregateIdentifier String counter, int times, String key) {}

    record CountAndFail(@TargetAggregateIdentifier String counter) {}

    record AskTotal(@TargetAggregateIdentifier String counter) {}

    @AggregateIdentifier
    @JsonProperty
    private String id;

    @JsonProperty
    private int total;

    Counter() {}

    @CommandHandler
    Counter(OpenCounter command) {
        apply(new CounterOpened(command.counter(), Instant.EPOCH));
    }

    @CommandHandler
    void handle(Count command) {
        for (int i = 0; i < command.times() - 1; i++) {
            apply(new Counted(id, 1));
        }
        apply(new Counted(id, 1), MetaData.from(Map.of(StoreMetaData.KEY, command.key())));
    }

    @CommandHandler
    void handle(CountAndFail command) {
        apply(new Counted(id, 1));
        throw new IllegalStateException("after the event was applied");
    }

    @CommandHandler
    int handle(AskTotal command) {
        return total;
    }

    @EventSourcingHandler
    void on(CounterOpened event) {
        id = event.counter();
    }

    @EventSourcingHandler
    void on(Counted event) {
        total += event.by();
    }
}
