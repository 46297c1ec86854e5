package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.Queued.Unit;
import java.util.List;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(Runnable::run);

    @Test
    void what_someone_else_has_overtaken_fails_and_nothing_is_built_on_any_of_its_aggregates() {
        Unit both = inFlight.add(List.of(row("a", 1), row("b", 1)));
        Unit builtOnIt = inFlight.add(List.of(row("b", 2)));

        assertThat(inFlight.overtaken("a", 1)).isTrue();

        assertThatThrownBy(both.done::join).hasMessageContaining("Someone else stored event 1 of aggregate [a]");
        assertThat(builtOnIt.isSpoilt()).isTrue();
        assertThatThrownBy(() -> inFlight.add(List.of(row("b", 3)))).isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void what_was_decided_with_someone_elses_event_goes_on() {
        Unit sound = inFlight.add(List.of(row("a", 2)));

        assertThat(inFlight.overtaken("a", 1)).isFalse();

        assertThat(sound.isSpoilt()).isFalse();
        assertThat(sound.done).isNotDone();
    }

    @Test
    void nothing_is_built_on_what_is_gone() {
        Unit builtOnIt = inFlight.add(List.of(row("a", 2)));

        inFlight.builtOnGone("a");
        inFlight.builtOnGone("b");

        assertThat(builtOnIt.isSpoilt()).isTrue();
        assertThatThrownBy(() -> inFlight.add(List.of(row("a", 3)))).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> inFlight.add(List.of(row("b", 3)))).isInstanceOf(ConcurrencyException.class);
    }

    private static EventRow row(String aggregate, long sequence) {
        return EventRow.of(StoreNode.counted(aggregate, sequence), StoreNode.SERIALIZER);
    }
}
