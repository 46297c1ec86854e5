package io.runledger.query.projection;

import java.util.List;

/**
 * What events add up to. The live processors and the replays of auditors use the same projection, so that a difference
 * between the two is a difference in the rows, never in the rules.
 *
 * @param <R> the rows that a batch of events makes
 */
public interface Projection<R> {

    /** The name of its processor, its token and its parked events. */
    String name();

    /** The tables that it writes, and nobody else. */
    List<ProjectedTable> tables();

    /**
     * The rows of some events: a pure function of them.
     *
     * @param events of each account in order and without gaps, none of them written before
     */
    R project(List<Recorded> events);

    /** Says how the rows are added to the tables, with as many statements for a thousand rows as for one. */
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
