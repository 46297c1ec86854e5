package io.runledger.query.projection;

import java.util.List;

/**
 * What events add up to. The live processors and the replays of auditors use the same projection, so that a difference
 * between the two is a difference in the rows, never in the rules.
 *
 * @param <R> the rows that events make
 */
public interface Projection<R> {

    /** The name of its processor, its token and its parked events. */
    String name();

    /** The tables that it writes, and nobody else. */
    List<ProjectedTable> tables();

    /** Where rows can be gathered; none yet. */
    R noRows();

    /**
     * Adds what one event makes to the rows of those before it: a pure function of them.
     *
     * @param event of each account in order and without gaps, none of them written before
     * @throws RuntimeException if the event is one that no rows can be made of; the rows are of no use then
     */
    void add(R rows, Recorded event);

    /** The rows of some events. */
    default R project(List<Recorded> events) {
        R rows = noRows();
        events.forEach(event -> add(rows, event));
        return rows;
    }

    /** Whether no row is ever changed or looked for while it is written. */
    default boolean isOnlyAddedTo() {
        return tables().stream().allMatch(ProjectedTable::isOnlyAddedTo);
    }

    /**
     * Says how the rows are added to the tables, with as many statements for a thousand rows as for one. A batch may be told of
     * rows more than once.
     */
    void write(RowBatch batch, R rows);

    /**
     * SQL for the newest version of each account that is in the tables: columns {@code account} and {@code version}, with
     * one parameter, the accounts.
     */
    String versionsSeen();

    /** Throws whatever the event would make a whole batch fail with, so that it fails alone. */
    default void check(Recorded event) {
        write(new RowBatch(RowTarget.LIVE), project(List.of(event)));
    }
}
