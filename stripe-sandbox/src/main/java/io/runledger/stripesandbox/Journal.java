package io.runledger.stripesandbox;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Where objects are written down, so that a restart loses none. */
sealed interface Journal extends AutoCloseable permits FileJournal, Journal.None {

    /** Every object as it was written last, the oldest first. */
    List<ObjectNode> load() throws IOException;

    /** Returns when they are safe. */
    void append(Collection<ObjectNode> objects);

    @Override
    void close() throws IOException;

    /** For a sandbox that forgets. */
    record None() implements Journal {

        @Override
        public List<ObjectNode> load() {
            return List.of();
        }

        @Override
        public void append(Collection<ObjectNode> objects) {
            // There is nowhere to write to.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    }
}
