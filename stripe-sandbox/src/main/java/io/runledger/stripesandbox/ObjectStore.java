package io.runledger.stripesandbox;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** All there is in the sandbox: trees of JSON, which are read and changed by one thread at a time. */
final class ObjectStore implements AutoCloseable {

    private final Map<String, ObjectNode> objects = new HashMap<>();
    private final Map<String, Map<String, ObjectNode>> kinds = new HashMap<>();
    private final Map<String, ObjectNode> changed = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Journal journal;
    private final Clock clock;
    private Runnable afterwards = () -> {};

    private ObjectStore(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    static ObjectStore open(Journal journal, Clock clock) throws IOException {
        ObjectStore store = new ObjectStore(journal, clock);
        try {
            journal.load().forEach(store::keep);
            return store;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** What is called, still alone, each time that changes were written down. */
    void afterwards(Runnable afterwards) {
        this.afterwards = afterwards;
    }

    /**
     * Does something that reads or changes objects. What it changed is written down before this returns, and also when it
     * throws: a charge that was declined is refused, and yet it happened.
     */
    <T> T within(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            settle();
        }
    }

    /** The same for work that has nothing to give. */
    void run(Runnable work) {
        within(() -> {
            work.run();
            return changed;
        });
    }

    private void settle() {
        try {
            if (lock.getHoldCount() == 1 && !changed.isEmpty()) {
                journal.append(changed.values());
                changed.clear();
                afterwards.run();
            }
        } finally {
            lock.unlock();
        }
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    /** An object with what all of them have; what is done to it by the end of the work is written down. */
    ObjectNode create(String kind, String prefix) {
        ObjectNode object = Json.object();
        object.put("id", Ids.next(prefix));
        object.put("object", kind);
        object.put("created", now());
        object.put("livemode", false);
        save(object);
        return object;
    }

    void save(ObjectNode object) {
        keep(object);
        changed.put(Json.need(object, "id"), object);
    }

    private void keep(ObjectNode object) {
        String id = Json.need(object, "id");
        objects.put(id, object);
        kinds.computeIfAbsent(Json.need(object, "object"), kind -> new LinkedHashMap<>())
                .put(id, object);
    }

    Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    /** Refuses the call if there is none. */
    ObjectNode get(String kind, String id) {
        return find(id).filter(object -> Json.has(object, "object", kind)).orElseThrow(() -> Refusal.missing(kind, id));
    }

    /** All of a kind, the newest first. */
    List<ObjectNode> newest(String kind) {
        List<ObjectNode> all =
                new ArrayList<>(kinds.getOrDefault(kind, Map.of()).values());
        Collections.reverse(all);
        return all;
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            journal.close();
        } finally {
            lock.unlock();
        }
    }
}
