package io.runledger.query.history;

import io.runledger.api.InvalidValue;
import io.runledger.query.rest.Moments;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of an account are asked for. Null: no limit.
 *
 * @param to exclusive
 */
record HistoryFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Kind kind) {

    static final HistoryFilter EVERYTHING = new HistoryFilter(null, null, null);

    /**
     * @throws InvalidValue if it ends before it begins
     */
    HistoryFilter {
        Moments.requireOrder(from, to);
    }

    /** Instants, and the kind's name, apart by blanks; a dash for what is not limited. */
    String text() {
        return orDash(from) + " " + orDash(to) + " "
                + Optional.ofNullable(kind).map(Kind::wireName).orElse("-");
    }

    static HistoryFilter ofText(String from, String to, String kind) {
        return new HistoryFilter(instant(from), instant(to), kind.equals("-") ? null : Kind.named(kind));
    }

    private static String orDash(@Nullable Instant instant) {
        return instant == null ? "-" : instant.toString();
    }

    private static @Nullable Instant instant(String text) {
        return text.equals("-") ? null : Instant.parse(text);
    }
}
