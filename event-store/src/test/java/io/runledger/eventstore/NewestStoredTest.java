package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestStoredTest {

    private final NewestStored known = new NewestStored();

    @Test
    void what_follows_an_event_that_was_stored_has_its_predecessor_and_what_would_leave_a_hole_is_not_known_to() {
        known.stored(List.of(row("a", 0), row("a", 1), row("b", 7)));

        assertThat(known.hasPredecessor(row("a", 1))).isTrue();
        assertThat(known.hasPredecessor(row("a", 2))).isTrue();
        assertThat(known.hasPredecessor(row("a", 3))).isFalse();
        assertThat(known.hasPredecessor(row("b", 8))).isTrue();
        assertThat(known.hasPredecessor(row("c", 1))).isFalse();
    }

    @Test
    void over_another_connection_nothing_is_known() {
        Connection one = connection();
        known.over(one);
        known.stored(List.of(row("a", 0)));

        known.over(one);
        assertThat(known.hasPredecessor(row("a", 1))).isTrue();

        known.over(connection());
        assertThat(known.hasPredecessor(row("a", 1))).isFalse();
    }

    @Test
    void of_very_many_aggregates_those_that_were_stored_last_are_known() {
        for (int i = 0; i < 100_000; i++) {
            known.stored(List.of(row("a" + i, 0)));
        }

        assertThat(known.hasPredecessor(row("a99999", 1))).isTrue();
        assertThat(known.hasPredecessor(row("a0", 1))).isFalse();
    }

    private static EventRow row(String aggregate, long sequence) {
        return EventRow.of(StoreNode.counted(aggregate, sequence), StoreNode.SERIALIZER);
    }

    /** Nobody asks it anything. */
    private static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                NewestStoredTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
