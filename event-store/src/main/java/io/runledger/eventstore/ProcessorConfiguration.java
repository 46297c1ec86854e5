package io.runledger.eventstore;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.springboot.EventProcessorProperties;
import org.axonframework.springboot.util.DeadLetterQueueProviderConfigurerModule;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What event processors need, so that handlers' rows and the token are committed together. Axon's auto-configuration
 * looks for the transaction manager before there is one, and would silently do without.
 */
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {

    /** What the server says when a unique constraint is violated. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final long LOOK_AFTER_MILLIS = 1_000;

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactionManager) {
        return new SpringTransactionManager(transactionManager);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(dataSource));
    }

    @Bean
    PersistenceExceptionResolver persistenceExceptionResolver() {
        return new SQLStateResolver(UNIQUE_VIOLATION);
    }

    /** Axon's own would log the failure and go on to the next event, and the projection would be wrong for good. */
    @Bean
    ListenerInvocationErrorHandler failingHandlersUndoTheirBatch() {
        return PropagatingErrorHandler.instance();
    }

    /**
     * Claims and retries go by real time: left alone, processors go by the clock of the events, which can be moved or stand
     * still, and would lose their claims or never try again. And since streams wake their readers, a processor looks after
     * a failed batch or a free segment only this often.
     */
    @Bean
    ConfigurerModule processorsRecoverWithinASecondOfRealTime(ProcessorThreads threads) {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessorConfiguration(
                        (configuration, builder) -> builder.clock(Clock.systemUTC())
                                .workerExecutor(threads.workers())
                                .claimExtensionThreshold(LOOK_AFTER_MILLIS)
                                .tokenClaimInterval(LOOK_AFTER_MILLIS));
    }

    @Bean
    ProcessorThreads processorThreads() {
        return new ProcessorThreads(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Tokens are text, so that they can be read in SQL.
     *
     * @param node who claims them. A claim outlives its process by ten seconds, unless the next process has the same name: only
     *     one that can have no other beside it is given a name
     */
    @Bean
    TokenStore tokenStore(
            EventStoreSchema migrated,
            ConnectionProvider connections,
            Serializer serializer,
            @Value("${runledger.node:#{null}}") @Nullable String node) {
        return new ClaimedTokenStore(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .schema(ProcessorTables.TOKENS)
                        .contentType(String.class),
                serializer,
                node == null ? ManagementFactory.getRuntimeMXBean().getName() : node);
    }

    @Bean
    DeadLetterSchema deadLetterSchema() {
        return ProcessorTables.DEAD_LETTERS;
    }

    /** For the processors whose properties switch a dead-letter queue on. */
    @Bean
    DeadLetterQueueProviderConfigurerModule deadLetterQueues(
            EventProcessorProperties properties,
            EventStoreSchema migrated,
            ConnectionProvider connections,
            TransactionManager transactions,
            DeadLetterSchema schema,
            Serializer generalSerializer,
            @Qualifier("eventSerializer") Serializer eventSerializer) {
        return new DeadLetterQueueProviderConfigurerModule(
                properties,
                group -> configuration -> JdbcSequencedDeadLetterQueue.builder()
                        .processingGroup(group)
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .schema(schema)
                        .genericSerializer(generalSerializer)
                        .eventSerializer(eventSerializer)
                        .build());
    }
}
