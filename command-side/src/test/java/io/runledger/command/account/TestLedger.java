package io.runledger.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runledger.api.AccountCommand;
import io.runledger.api.AccountEvent;
import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Outcome;
import io.runledger.api.RejectionReason;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.policy.Policy;
import io.runledger.eventstore.AppendQueue;
import io.runledger.eventstore.IdempotencyKeyUsed;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.eventstore.StoreMetaData;
import io.runledger.service.policy.CurrentPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.jspecify.annotations.Nullable;

/** Accounts on the real Axon, in memory, with a clock that stands still until it is moved. */
final class TestLedger implements AutoCloseable {

    private static final int NEVER = Integer.MAX_VALUE;

    static final AccountId ACCOUNT = new AccountId("acme");

    final TestClock clock = new TestClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final AccountCache cache = new AccountCache(10);
    private final Answers answers = new Answers(Runnable::run);
    private final DecidingThread deciding = new DecidingThread(cache, AppendQueue.NONE);
    private final Policy policy;
    private final InMemoryEventStorageEngine engine;
    private final EmbeddedEventStore events;
    private final OnItsWay queue = new OnItsWay();
    private final Commands commands;

    TestLedger(Policy policy) {
        this(policy, new UniqueKeys());
    }

    /** On a store that takes any event, as Axon Server's does. */
    static TestLedger withoutUniqueKeys(Policy policy) {
        return new TestLedger(policy, new InMemoryEventStorageEngine());
    }

    private TestLedger(Policy policy, InMemoryEventStorageEngine engine) {
        this.policy = policy;
        this.engine = engine;
        events = EmbeddedEventStore.builder().storageEngine(engine).build();
        KeyedEvents stored = new Keys(KeyedEvents.scanning(events), engine instanceof UniqueKeys);
        AccountSnapshots snapshots = new AccountSnapshots(events, stored, Runnable::run, NEVER);
        Desk desk = new Desk(new CurrentPolicy(policy, Stream::empty), clock, stored, snapshots, cache);
        ParameterResolverFactory resources = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(Account.class),
                new SimpleResourceParameterResolverFactory(List.of(desk)));
        CommandBus commandBus = SimpleCommandBus.builder()
                .rollbackConfiguration(AccountConfiguration::spoilsTheCopy)
                .build();
        AggregateAnnotationCommandHandler.<Account>builder()
                .aggregateType(Account.class)
                .parameterResolverFactory(resources)
                .repository(EventSourcingRepository.builder(Account.class)
                        .eventStore(events)
                        .cache(cache)
                        .lockFactory(new AccountLocks(cache, queue, new CatchingUp(cache, queue, events, snapshots)))
                        .parameterResolverFactory(resources)
                        .build())
                .build()
                .subscribe(commandBus);
        commands = new Commands(
                DefaultCommandGateway.builder().commandBus(commandBus).build(),
                AppendQueue.NONE,
                new CommandMeters(new SimpleMeterRegistry()),
                deciding,
                answers);
    }

    Answer send(AccountCommand command) {
        return commands.send(command);
    }

    CompletionStage<Answer> sendAsync(AccountCommand command) {
        return commands.sendAsync(command);
    }

    void stopTelling() {
        answers.close();
    }

    /** Sends a command that must be accepted. */
    <O extends Outcome> O accept(AccountCommand command, Class<O> outcome) {
        Answer answer = send(command);
        assertThat(answer).as(command.toString()).isInstanceOf(Answer.Accepted.class);
        return outcome.cast(((Answer.Accepted) answer).outcome());
    }

    /** Sends a command that must be refused, and stores nothing. */
    Answer.Refused refuse(AccountCommand command, RejectionReason reason) {
        int before = events().size();
        Answer answer = send(command);
        assertThat(answer).as(command.toString()).isInstanceOf(Answer.Refused.class);
        assertThat(((Answer.Refused) answer).reason()).isEqualTo(reason);
        assertThat(events()).hasSize(before);
        return (Answer.Refused) answer;
    }

    List<AccountEvent> events() {
        return events.readEvents(ACCOUNT.value())
                .asStream()
                .map(message -> (AccountEvent) message.getPayload())
                .toList();
    }

    <E extends AccountEvent> E last(Class<E> type) {
        List<AccountEvent> events = events();
        assertThat(events.get(events.size() - 1)).isInstanceOf(type);
        return type.cast(events.get(events.size() - 1));
    }

    Holdings holdings() {
        Holdings holdings = new Holdings();
        events().forEach(holdings::apply);
        return holdings;
    }

    /** Another node, on the same store. */
    TestLedger another() {
        return new TestLedger(policy, engine);
    }

    /** Notices that another node has stored events, and sees only up to which. */
    void noticeWhatOthersStored() {
        cache.outOfDate(
                ACCOUNT.value(), events.lastSequenceNumberFor(ACCOUNT.value()).orElseThrow());
    }

    /** Has the account's events after one of them at hand, which another node has stored. */
    void hearOfAllAfter(long version) {
        List<DomainEventMessage<?>> heard = events.readEvents(ACCOUNT.value(), version + 1)
                .asStream()
                .<DomainEventMessage<?>>map(event -> event)
                .toList();
        cache.outOfDate(ACCOUNT.value(), version + heard.size(), () -> heard);
    }

    /** As if events of the account were on their way into the store still. */
    void delayAppends() {
        queue.isAny = true;
    }

    /** From here on the account is rebuilt from its events, as after a restart. */
    void forget() {
        cache.removeAll();
    }

    /** From here on each caller has its commands decided in its own thread, as when the process ends. */
    void stopDeciding() {
        deciding.close();
    }

    /** How often the account's events were read from the store, to load it or to look something up. */
    int reads() {
        return ((UniqueKeys) engine).reads.get();
    }

    boolean isCached() {
        return cache.containsKey(ACCOUNT.value());
    }

    @Override
    public void close() {
        stopDeciding();
        stopTelling();
        events.shutDown();
    }

    private static final class OnItsWay implements AppendQueue {

        private volatile boolean isAny;

        @Override
        public void requireRoom() {}

        @Override
        public boolean isSpoilt(String aggregate) {
            return false;
        }

        @Override
        public boolean isOnItsWay(String aggregate) {
            return isAny;
        }

        @Override
        public void dropped(String aggregate) {}
    }

    private record Keys(KeyedEvents found, boolean refusesUsedKeys) implements KeyedEvents {

        @Override
        public List<DomainEventMessage<?>> find(String aggregate, Collection<String> keys) {
            return found.find(aggregate, keys);
        }

        @Override
        public OptionalLong lastSequence(String aggregate) {
            return found.lastSequence(aggregate);
        }

        @Override
        public void requireNewest(String aggregate, long sequence) {
            found.requireNewest(aggregate, sequence);
        }
    }

    /** The unique keys of the real store. */
    private static final class UniqueKeys extends InMemoryEventStorageEngine {

        private final Set<String> used = new HashSet<>();
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public DomainEventStream readEvents(String aggregate, long firstSequence) {
            reads.incrementAndGet();
            return super.readEvents(aggregate, firstSequence);
        }

        @Override
        public void appendEvents(List<? extends EventMessage<?>> events) {
            Set<String> keys = new HashSet<>();
            for (EventMessage<?> event : events) {
                Object key = event.getMetaData().get(StoreMetaData.KEY);
                String aggregate = ((DomainEventMessage<?>) event).getAggregateIdentifier();
                if (key != null && (used.contains(aggregate + "/" + key) || !keys.add(aggregate + "/" + key))) {
                    throw new IdempotencyKeyUsed(aggregate);
                }
            }
            used.addAll(keys);
            super.appendEvents(events);
        }
    }

    /** Moves only when told to. */
    static final class TestClock extends Clock {

        private Instant now;
        private @Nullable Thread askedBy;
        private @Nullable Runnable incident;

        TestClock(Instant now) {
            this.now = now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        void moveTo(String instant) {
            now = Instant.parse(instant);
        }

        /** The thread of the newest decision. */
        @Nullable
        Thread askedBy() {
            return askedBy;
        }

        void failNext(Error error) {
            duringNext(() -> {
                throw error;
            });
        }

        /** Has something happen in the middle of the next decision. */
        void duringNext(Runnable incident) {
            this.incident = incident;
        }

        @Override
        public Instant instant() {
            askedBy = Thread.currentThread();
            Runnable due = incident;
            if (due != null) {
                incident = null;
                due.run();
            }
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
