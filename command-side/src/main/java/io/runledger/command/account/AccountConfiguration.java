package io.runledger.command.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.runledger.api.policy.Policy;
import io.runledger.eventstore.AppendQueue;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.eventstore.MessageNames;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.spring.eventsourcing.SpringAggregateSnapshotter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Axon runs the accounts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {

    @Bean
    Desk desk(Policy policy, Clock clock, KeyedEvents stored) {
        return new Desk(policy, clock, stored);
    }

    /**
     * Without a transaction: an append is atomic in itself, and a transaction would take a connection for each command.
     */
    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(CorrelationDataProvider whoGaveIt) {
        SimpleCommandBus commandBus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .build();
        commandBus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(whoGaveIt));
        return commandBus;
    }

    /** Of a command's metadata only the operator's name is kept with its events. */
    @Bean
    CorrelationDataProvider whoGaveIt() {
        return new SimpleCorrelationDataProvider(Commands.BY);
    }

    @Bean
    Cache accountCache(AccountProperties properties, MeterRegistry metrics) {
        AccountCache cache = new AccountCache(properties.cacheSize());
        CaffeineCacheMetrics.monitor(metrics, cache.accounts(), "accounts");
        return cache;
    }

    @Bean
    LockFactory accountLocks(Cache accountCache, AppendQueue queue) {
        return new AccountLocks(accountCache, queue);
    }

    @Bean
    SnapshotTriggerDefinition accountSnapshots(Snapshotter snapshotter, AccountProperties properties) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, properties.snapshotEvery());
    }

    /** Off the command's thread, which would otherwise hold the account's lock meanwhile. */
    @Bean
    Snapshotter snapshotter(
            EventStore eventStore,
            ExecutorService snapshotExecutor,
            ParameterResolverFactory parameters,
            HandlerDefinition handlers) {
        return SpringAggregateSnapshotter.builder()
                .eventStore(eventStore)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers)
                .executor(snapshotExecutor)
                .build();
    }

    @Bean(destroyMethod = "shutdown")
    ExecutorService snapshotExecutor() {
        return Executors.newSingleThreadExecutor(task -> new Thread(task, "account-snapshots"));
    }

    @Bean
    MessageNames accountNames() {
        return MessageNames.of(Account.class);
    }
}
