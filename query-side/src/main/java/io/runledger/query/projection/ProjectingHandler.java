package io.runledger.query.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Feeds one projection. An event is read when it is handled, so that one that can't be read fails alone and is parked; the
 * rows of the whole batch are written once, just before token, rows and parked events are committed together. If that
 * fails, the batch comes again, and each of its events is tried alone first, so that the one that is at fault is parked.
 */
final class ProjectingHandler<R> implements EventMessageHandler {

    private final Projection<R> projection;
    private final Additions<R> additions;
    private final Commits commits;
    private volatile boolean isCareful;

    ProjectingHandler(Projection<R> projection, RowTarget target, Commits commits) {
        this.projection = projection;
        this.additions = new Additions<>(projection, target);
        this.commits = commits;
    }

    String projectionName() {
        return projection.name();
    }

    @Override
    public Object handle(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event) {
            Recorded.of(event.getAggregateIdentifier(), event.getSequenceNumber(), event::getPayload)
                    .ifPresent(this::collect);
        }
        return List.of();
    }

    private void collect(Recorded event) {
        if (isCareful) {
            projection.check(event);
        }
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        List<Recorded> batch = unit.getOrComputeResource(resourceName(), first -> new ArrayList<>());
        if (batch.isEmpty()) {
            unit.onPrepareCommit(committing -> write(batch, unit));
        }
        batch.add(event);
    }

    private void write(List<Recorded> batch, UnitOfWork<?> unit) {
        try {
            Map<String, Long> newest = additions.add(batch);
            unit.afterCommit(committed -> committed(newest));
        } catch (RuntimeException e) {
            isCareful = true;
            throw e;
        }
    }

    private void committed(Map<String, Long> newest) {
        isCareful = false;
        additions.committed(newest);
        commits.announce(projection.name(), newest);
    }

    private String resourceName() {
        return "projection:" + projection.name();
    }
}
