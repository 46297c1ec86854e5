package io.runledger.command.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.runledger.api.AccountCommand;
import io.runledger.eventstore.AppendQueue;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.eventstore.MessageNames;
import io.runledger.eventstore.TellingThread;
import io.runledger.service.policy.CurrentPolicy;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Axon runs the accounts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {

    /** Axon's own searches the class of each command for annotations, which took a third of a command's time. */
    static final CommandTargetResolver ACCOUNT_OF_COMMAND = command -> new VersionedAggregateIdentifier(
            ((AccountCommand) command.getPayload()).account().value(), null);

    @Bean
    Desk desk(CurrentPolicy policy, Clock clock, KeyedEvents stored, AccountSnapshots snapshots, AccountCache copies) {
        return new Desk(policy, clock, stored, snapshots, copies);
    }

    /**
     * Without a transaction: an append is atomic in itself, and a transaction would take a connection for each command.
     */
    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(CorrelationDataProvider whoGaveIt) {
        SimpleCommandBus commandBus = SimpleCommandBus.builder()
                .transactionManager(NoTransactionManager.INSTANCE)
                .rollbackConfiguration(AccountConfiguration::spoilsTheCopy)
                .build();
        commandBus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(whoGaveIt));
        return commandBus;
    }

    /** A rollback throws away the copy of the account; what was not decided has not changed it. */
    static boolean spoilsTheCopy(Throwable failure) {
        return !(failure instanceof Undecided) && RollbackConfigurationType.UNCHECKED_EXCEPTIONS.rollBackOn(failure);
    }

    /** A store whose appends are done when they return would have all callers wait for each of them. */
    @Bean
    Decider decider(AccountCache accountCache, AppendQueue queue, MeterRegistry metrics) {
        if (queue == AppendQueue.NONE) {
            return Decider.NONE;
        }
        DecidingThread decider = new DecidingThread(accountCache, queue);
        metrics.gauge("runledger.commands.undecided", decider, DecidingThread::waiting);
        return decider;
    }

    @Bean
    Answers answers(TellingThread telling, MeterRegistry metrics) {
        Answers answers = new Answers(telling::tell);
        metrics.gauge("runledger.commands.waiting", answers, Answers::waiting);
        return answers;
    }

    /** Of a command's metadata only the operator's name is kept with its events. */
    @Bean
    CorrelationDataProvider whoGaveIt() {
        return new SimpleCorrelationDataProvider(Commands.BY);
    }

    @Bean
    AccountCache accountCache(AccountProperties properties, MeterRegistry metrics) {
        AccountCache cache = new AccountCache(properties.cacheSize());
        CaffeineCacheMetrics.monitor(metrics, cache.accounts(), "accounts");
        return cache;
    }

    @Bean
    LockFactory accountLocks(
            AccountCache accountCache, AppendQueue queue, EventStore events, AccountSnapshots snapshots) {
        return new AccountLocks(accountCache, queue, new CatchingUp(accountCache, queue, events, snapshots));
    }

    /** Found by its name. */
    @Bean
    AggregateFactory<Account> accountAggregateFactory() {
        return new AccountFactory();
    }

    @Bean
    CommandTargetResolver accountOfCommand() {
        return ACCOUNT_OF_COMMAND;
    }

    /** Axon takes it up by its type. */
    @Bean
    HandlersByType handlersByType() {
        return new HandlersByType();
    }

    @Bean
    AccountSnapshots accountSnapshots(
            EventStore events, KeyedEvents stored, ExecutorService snapshotExecutor, AccountProperties properties) {
        return new AccountSnapshots(events, stored, snapshotExecutor, properties.snapshotEvery());
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
