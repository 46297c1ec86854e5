package io.runledger.stripesandbox;

import java.util.List;

/**
 * A request that found its way.
 *
 * @param names what stands in the path where the route has a gap
 */
record Call(String path, List<String> names, Form form) {

    /** The first id in the path. */
    String id() {
        return names.get(0);
    }
}
