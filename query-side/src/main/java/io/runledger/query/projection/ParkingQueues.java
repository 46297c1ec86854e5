package io.runledger.query.projection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The queues of parked events, one a projection; in each, the events of an account keep their order. */
@Component
public class ParkingQueues {

    /** A full queue stops its projection for everybody, which is worse than a long one. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Map<String, SequencedDeadLetterQueue<EventMessage<?>>> queues = new ConcurrentHashMap<>();
    private final ConnectionProvider connections;
    private final TransactionManager transactions;
    private final DeadLetterSchema schema;
    private final Serializer generalSerializer;
    private final Serializer eventSerializer;

    ParkingQueues(
            ConnectionProvider connections,
            TransactionManager transactions,
            DeadLetterSchema schema,
            Serializer generalSerializer,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        this.connections = connections;
        this.transactions = transactions;
        this.schema = schema;
        this.generalSerializer = generalSerializer;
        this.eventSerializer = eventSerializer;
    }

    public SequencedDeadLetterQueue<EventMessage<?>> of(String projection) {
        return queues.computeIfAbsent(projection, this::queue);
    }

    private SequencedDeadLetterQueue<EventMessage<?>> queue(String projection) {
        return JdbcSequencedDeadLetterQueue.builder()
                .processingGroup(projection)
                .connectionProvider(connections)
                .transactionManager(transactions)
                .schema(schema)
                .genericSerializer(generalSerializer)
                .eventSerializer(eventSerializer)
                .maxSequences(NO_LIMIT)
                .maxSequenceSize(NO_LIMIT)
                .build();
    }
}
