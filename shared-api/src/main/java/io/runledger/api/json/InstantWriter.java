package io.runledger.api.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes instants of whole microseconds as {@link Instant#toString} does, several times faster; others by it. */
final class InstantWriter extends ValueSerializer<Instant> {

    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_MILLI = 1_000;
    private static final int LONGEST = "2026-03-01T10:00:00.123456Z".length();

    @Override
    public void serialize(Instant instant, JsonGenerator json, SerializationContext context) {
        json.writeString(text(instant));
    }

    static String text(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR || time.getNano() % NANOS_PER_MICRO != 0) {
            return instant.toString();
        }
        StringBuilder text = new StringBuilder(LONGEST);
        text.append(time.getYear()).append('-');
        twoDigits(time.getMonthValue(), text).append('-');
        twoDigits(time.getDayOfMonth(), text).append('T');
        twoDigits(time.getHour(), text).append(':');
        twoDigits(time.getMinute(), text).append(':');
        twoDigits(time.getSecond(), text);
        fraction(time.getNano() / NANOS_PER_MICRO, text);
        return text.append('Z').toString();
    }

    private static StringBuilder twoDigits(int number, StringBuilder text) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** None, three or six digits, as in Java. */
    private static void fraction(int micros, StringBuilder text) {
        if (micros == 0) {
            return;
        }
        text.append('.');
        threeDigits(micros / MICROS_PER_MILLI, text);
        if (micros % MICROS_PER_MILLI != 0) {
            threeDigits(micros % MICROS_PER_MILLI, text);
        }
    }

    private static void threeDigits(int number, StringBuilder text) {
        text.append((char) ('0' + number / 100));
        twoDigits(number % 100, text);
    }
}
