package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.CounterEvent.Counted;
import io.runledger.eventstore.CounterEvent.CounterOpened;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageNamesTest {

    sealed interface Shape permits Round, Square {}

    sealed interface Round extends Shape permits Circle, Ball {}

    record Circle() implements Round {}

    static non-sealed class Ball implements Round {}

    abstract static sealed class Square implements Shape permits Tile {}

    static final class Tile extends Square {}

    static class Elsewhere {
        record Counted() {}
    }

    @Test
    void a_sealed_root_names_every_concrete_type_below_it() {
        assertThat(MessageNames.ofSealed(Shape.class).types())
                .containsExactlyInAnyOrder(Circle.class, Ball.class, Tile.class);
    }

    @Test
    void several_roots_are_taken_together() {
        assertThat(MessageNames.ofSealed(Shape.class, CounterEvent.class).types())
                .hasSize(5)
                .contains(Counted.class, CounterOpened.class);
    }

    @Test
    void a_type_is_found_by_its_simple_name() {
        LogicalNames names = new LogicalNames(Stream.of(MessageNames.ofSealed(CounterEvent.class)));

        assertThat(names.type("Counted")).contains(Counted.class);
        assertThat(names.has(Counted.class)).isTrue();
        assertThat(names.type(Counted.class.getName())).isEmpty();
        assertThat(names.has(Elsewhere.Counted.class)).isFalse();
    }

    @Test
    void the_same_type_may_be_named_twice() {
        LogicalNames names =
                new LogicalNames(Stream.of(MessageNames.of(Counted.class), MessageNames.of(Counted.class)));

        assertThat(names.has(Counted.class)).isTrue();
    }

    @Test
    void two_types_may_not_share_a_name() {
        Stream<MessageNames> clash =
                Stream.of(MessageNames.of(Counted.class), MessageNames.of(Elsewhere.Counted.class));

        assertThatThrownBy(() -> new LogicalNames(clash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Counted.class.getName())
                .hasMessageContaining(Elsewhere.Counted.class.getName());
    }
}
