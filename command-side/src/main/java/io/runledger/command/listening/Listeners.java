package io.runledger.command.listening;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;

/**
 * All who listen as one handler, which finds them by one look at the type of an event. Axon would search the annotated
 * methods of each of them, twice for every event. An event to which nobody listens is not even read: it may be one that
 * can't be.
 */
final class Listeners implements EventMessageHandler {

    private final List<Listener<?>> all;
    private final Map<Class<?>, List<Listener<?>>> byType = new ConcurrentHashMap<>();

    Listeners(List<Listener<?>> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public boolean canHandle(EventMessage<?> message) {
        return !to(message).isEmpty();
    }

    @Override
    public Object handle(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> stored) {
            to(message).forEach(listener -> listener.tell(stored));
        }
        return List.of();
    }

    private List<Listener<?>> to(EventMessage<?> message) {
        return byType.computeIfAbsent(message.getPayloadType(), this::to);
    }

    private List<Listener<?>> to(Class<?> type) {
        return all.stream().filter(listener -> listener.listensTo(type)).toList();
    }
}
