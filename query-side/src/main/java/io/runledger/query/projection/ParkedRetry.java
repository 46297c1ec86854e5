package io.runledger.query.projection;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/**
 * Handles parked events again. Each is committed by itself: Axon's own processing of dead letters takes a whole queue in
 * one transaction, in which one failure takes back what went well before it. An event that was committed, but not yet
 * taken from its queue when the process died, changes nothing the second time.
 */
@Component
public class ParkedRetry {

    private final List<Projection<?>> projections;
    private final JdbcOperations jdbc;
    private final Commits commits;
    private final ParkingQueues queues;
    private final TransactionManager transactions;

    ParkedRetry(
            List<Projection<?>> projections,
            JdbcOperations jdbc,
            Commits commits,
            ParkingQueues queues,
            TransactionManager transactions) {
        this.projections = projections;
        this.jdbc = jdbc;
        this.commits = commits;
        this.queues = queues;
        this.transactions = transactions;
    }

    /**
     * Tries each account's parked events once, in order, up to the first that fails again.
     *
     * @return how many were handled
     */
    public synchronized long retryAll() {
        return projections.stream().mapToLong(this::retry).sum();
    }

    private long retry(Projection<?> projection) {
        ProjectingHandler<?> handler = new ProjectingHandler<>(projection, RowTarget.live(jdbc), commits);
        ParkingPolicy policy = new ParkingPolicy(projection.name());
        SequencedDeadLetterQueue<EventMessage<?>> queue = queues.of(projection.name());
        AtomicLong handled = new AtomicLong();
        // One that fails goes to the end, so that as many turns as there are accounts reach all of them.
        for (long turns = queue.amountOfSequences(); turns > 0; turns--) {
            queue.process(letter -> handle(letter, handler, policy, handled));
        }
        return handled.get();
    }

    private EnqueueDecision<EventMessage<?>> handle(
            DeadLetter<? extends EventMessage<?>> letter,
            ProjectingHandler<?> handler,
            ParkingPolicy policy,
            AtomicLong handled) {
        UnitOfWork<?> unit = new DefaultUnitOfWork<>(letter.message());
        unit.attachTransaction(transactions);
        ResultMessage<?> result = unit.executeWithResult(() -> handler.handle(letter.message()));
        if (result.isExceptional()) {
            return policy.decide(letter, result.exceptionResult());
        }
        handled.incrementAndGet();
        return Decisions.evict();
    }
}
