package io.runledger.command.account;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runledger.api.policy.Policy;
import io.runledger.eventstore.AppendQueue;
import io.runledger.eventstore.Copies;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.service.policy.CurrentPolicy;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * The same account on Axon's own event store and JDBC engine, tuned as a careful user would: the same cache, JSON, a pool
 * with a connection for each client, nothing traced and nothing monitored. It stands in this package to reach the cache.
 */
public final class StockAxon implements AutoCloseable {

    private static final int CACHED = 100_000;

    private final EmbeddedEventStore events;

    /** Takes the same commands as the real ones. */
    public final Commands commands;

    public StockAxon(HikariDataSource pool, Policy policy) {
        Serializer json = Jackson3Serializer.builder().build();
        SpringTransactionManager transactions = new SpringTransactionManager(new DataSourceTransactionManager(pool));
        JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                .eventSerializer(json)
                .snapshotSerializer(json)
                .connectionProvider(
                        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(pool)))
                .transactionManager(transactions)
                .build();
        engine.createSchema(PostgresEventTableFactory.INSTANCE);
        events = EmbeddedEventStore.builder().storageEngine(engine).build();
        SimpleCommandBus bus =
                SimpleCommandBus.builder().transactionManager(transactions).build();
        handler(policy).subscribe(bus);
        commands = new Commands(
                DefaultCommandGateway.builder().commandBus(bus).build(),
                AppendQueue.NONE,
                new CommandMeters(new SimpleMeterRegistry()),
                Decider.NONE,
                new Answers(Runnable::run));
    }

    private AggregateAnnotationCommandHandler<Account> handler(Policy policy) {
        KeyedEvents keys = new UnaskedKeys(KeyedEvents.scanning(events));
        Desk desk = new Desk(
                new CurrentPolicy(policy, Stream::empty),
                Clock.systemUTC(),
                keys,
                new AccountSnapshots(events, keys, Runnable::run, Integer.MAX_VALUE),
                Copies.NONE);
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(Account.class),
                new SimpleResourceParameterResolverFactory(List.of(desk)));
        return AggregateAnnotationCommandHandler.<Account>builder()
                .aggregateType(Account.class)
                .parameterResolverFactory(parameters)
                .commandTargetResolver(AccountConfiguration.ACCOUNT_OF_COMMAND)
                .repository(EventSourcingRepository.builder(Account.class)
                        .eventStore(events)
                        .cache(new AccountCache(CACHED))
                        .parameterResolverFactory(parameters)
                        .build())
                .build();
    }

    @Override
    public void close() {
        events.shutDown();
    }

    /** It is not made to read the account's events for every run, as it would have to be to notice a repeat from long ago. */
    private record UnaskedKeys(KeyedEvents scanned) implements KeyedEvents {

        @Override
        public List<DomainEventMessage<?>> find(String aggregate, Collection<String> keys) {
            return scanned.find(aggregate, keys);
        }

        @Override
        public OptionalLong lastSequence(String aggregate) {
            return scanned.lastSequence(aggregate);
        }

        @Override
        public void requireNewest(String aggregate, long sequence) {
            scanned.requireNewest(aggregate, sequence);
        }

        @Override
        public boolean refusesUsedKeys() {
            return true;
        }
    }
}
