package io.runledger.standalone;

import java.util.List;
import sun.misc.Signal;

/** Ends with exit code 0 when told to end: Java's own code for a signal, 143, looks like a failure to whoever watches. */
final class CleanStop {

    private CleanStop() {}

    /** The exit runs Spring's shutdown hook, which stops everything in order. */
    static void install() {
        List.of("TERM", "INT").forEach(name -> Signal.handle(new Signal(name), signal -> System.exit(0)));
    }
}
