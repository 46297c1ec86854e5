package io.runledger.command.expiry;

import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.EndOfReservation;
import io.runledger.command.expiry.ExpiryTable.EndedRun;
import io.runledger.command.expiry.ExpiryTable.OpenRun;
import io.runledger.command.listening.Listener;
import io.runledger.command.listening.Listening;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Keeps the table of open reservations. It writes once a batch: most runs end within it, and then leave no trace.
 */
@Component
class OpenRunsHandler implements Listening {

    private static final String CHANGES = "open-runs";

    private final ExpiryTable table;

    OpenRunsHandler(ExpiryTable table) {
        this.table = table;
    }

    @Override
    public List<Listener<?>> listeners() {
        return List.of(
                new Listener<>(CreditsReserved.class, this::opened),
                new Listener<>(EndOfReservation.class, this::ended));
    }

    private void opened(CreditsReserved event, DomainEventMessage<?> message) {
        EndedRun run =
                new EndedRun(message.getAggregateIdentifier(), event.runId().value());
        changesOfBatch().opened.put(run, new OpenRun(run.account(), run.run(), event.expiresAt()));
    }

    private void ended(EndOfReservation event, DomainEventMessage<?> message) {
        EndedRun run =
                new EndedRun(message.getAggregateIdentifier(), event.runId().value());
        Changes changes = changesOfBatch();
        if (changes.opened.remove(run) == null) {
            changes.ended.add(run);
        }
    }

    private Changes changesOfBatch() {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        return batch.getOrComputeResource(CHANGES, name -> {
            Changes changes = new Changes(new LinkedHashMap<>(), new ArrayList<>());
            batch.onPrepareCommit(committing -> write(changes));
            return changes;
        });
    }

    private void write(Changes changes) {
        table.add(changes.opened.values());
        table.remove(changes.ended);
    }

    private record Changes(Map<EndedRun, OpenRun> opened, List<EndedRun> ended) {}
}
