package io.runledger.query.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Feeds one projection. An event is read and tried when it is handled, so that one that can't be handled fails alone and is
 * parked; the rows of the whole batch are written once, just before token, rows and parked events are committed together.
 */
final class ProjectingHandler<R> implements EventMessageHandler {

    private final Projection<R> projection;
    private final RowTarget target;
    private final Commits commits;

    ProjectingHandler(Projection<R> projection, RowTarget target, Commits commits) {
        this.projection = projection;
        this.target = target;
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
        projection.check(event);
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        List<Recorded> batch = unit.getOrComputeResource(resourceName(), first -> new ArrayList<>());
        if (batch.isEmpty()) {
            unit.onPrepareCommit(committing -> target.add(projection, batch));
            unit.afterCommit(committed -> commits.announce(
                    projection.name(), batch.stream().map(Recorded::account).collect(Collectors.toSet())));
        }
        batch.add(event);
    }

    private String resourceName() {
        return "projection:" + projection.name();
    }
}
