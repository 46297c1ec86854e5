package io.runledger.query.projection;

import java.util.List;

/**
 * A table of a projection.
 *
 * @param key the columns of its primary key
 * @param isOnlyAddedTo whether no row is ever changed or looked for while it is written
 */
public record ProjectedTable(String name, List<String> key, boolean isOnlyAddedTo) {

    public ProjectedTable(String name, List<String> key) {
        this(name, key, false);
    }
}
