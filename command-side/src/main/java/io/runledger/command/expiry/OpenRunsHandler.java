package io.runledger.command.expiry;

import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.EndOfReservation;
import io.runledger.command.expiry.ExpiryTable.EndedRun;
import io.runledger.command.expiry.ExpiryTable.OpenRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Keeps the table of open reservations. It writes once a batch: most runs end within it, and then leave no trace.
 */
@Component
@ProcessingGroup(OpenRunsHandler.GROUP)
class OpenRunsHandler {

    static final String GROUP = "expiry";

    private final ExpiryTable table;

    OpenRunsHandler(ExpiryTable table) {
        this.table = table;
    }

    @EventHandler
    void on(CreditsReserved event, DomainEventMessage<?> message, UnitOfWork<?> batch) {
        EndedRun run =
                new EndedRun(message.getAggregateIdentifier(), event.runId().value());
        changesOf(batch).opened.put(run, new OpenRun(run.account(), run.run(), event.expiresAt()));
    }

    @EventHandler
    void on(EndOfReservation event, DomainEventMessage<?> message, UnitOfWork<?> batch) {
        EndedRun run =
                new EndedRun(message.getAggregateIdentifier(), event.runId().value());
        Changes changes = changesOf(batch);
        if (changes.opened.remove(run) == null) {
            changes.ended.add(run);
        }
    }

    private Changes changesOf(UnitOfWork<?> batch) {
        return batch.root().getOrComputeResource(GROUP, name -> {
            Changes changes = new Changes(new LinkedHashMap<>(), new ArrayList<>());
            batch.root().onPrepareCommit(committing -> write(changes));
            return changes;
        });
    }

    private void write(Changes changes) {
        table.add(changes.opened.values());
        table.remove(changes.ended);
    }

    private record Changes(Map<EndedRun, OpenRun> opened, List<EndedRun> ended) {}
}
