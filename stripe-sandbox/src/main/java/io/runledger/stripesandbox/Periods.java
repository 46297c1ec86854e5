package io.runledger.stripesandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import tools.jackson.databind.node.ObjectNode;

/** When periods end; they are counted from the first one's start, so that the end of a short month shifts none. */
final class Periods {

    private Periods() {}

    /**
     * The first end of a period after a time.
     *
     * @param anchor when the first period began
     * @param recurring how long they are
     */
    static long following(long anchor, ObjectNode recurring, long after) {
        String interval = Json.need(recurring, "interval");
        long count = Json.number(recurring, "interval_count");
        long end = anchor;
        for (long periods = 1; end <= after; periods++) {
            end = end(anchor, interval, count * periods);
        }
        return end;
    }

    private static long end(long anchor, String interval, long units) {
        ZonedDateTime start = Instant.ofEpochSecond(anchor).atZone(ZoneOffset.UTC);
        ZonedDateTime end = switch (interval) {
            case "day" -> start.plusDays(units);
            case "week" -> start.plusWeeks(units);
            case "month" -> start.plusMonths(units);
            case "year" -> start.plusYears(units);
            default -> throw new IllegalStateException("there is no interval " + interval);
        };
        return end.toEpochSecond();
    }
}
