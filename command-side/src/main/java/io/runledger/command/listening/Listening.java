package io.runledger.command.listening;

import java.util.List;

/** Somebody who listens to events. All of them share one processor, since one more would read every event again. */
public interface Listening {

    /** Asked once, at the start. */
    List<Listener<?>> listeners();
}
