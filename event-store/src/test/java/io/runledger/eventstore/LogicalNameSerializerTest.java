package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.CounterEvent.Counted;
import io.runledger.eventstore.CounterEvent.CounterOpened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LogicalNameSerializerTest {

    record Unversioned(int value) {}

    private static final LogicalNames NAMES =
            new LogicalNames(Stream.of(MessageNames.ofSealed(CounterEvent.class), MessageNames.of(Unversioned.class)));

    @Nested
    class Events {

        private final LogicalNameSerializer serializer = LogicalNameSerializer.forEvents(NAMES, Stream.empty());

        @Test
        void every_message_has_a_logical_name_and_a_revision() {
            for (Class<?> type : MessageNames.ofSealed(CounterEvent.class).types()) {
                assertThat(serializer.typeForClass(type).getName()).isEqualTo(type.getSimpleName());
                assertThat(serializer.typeForClass(type).getRevision()).isNotBlank();
                assertThat(serializer.classForType(serializer.typeForClass(type)))
                        .isEqualTo(type);
            }
        }

        @Test
        void the_revision_is_the_annotated_one_or_the_first() {
            assertThat(serializer.typeForClass(Counted.class)).isEqualTo(new SimpleSerializedType("Counted", "3"));
            assertThat(serializer.typeForClass(Unversioned.class).getRevision()).isEqualTo("1");
        }

        @Test
        void an_event_survives_with_its_instants_in_words() {
            CounterOpened event = new CounterOpened("c", Instant.parse("2026-02-03T04:05:06.123456Z"));

            SerializedObject<String> json = serializer.serialize(event, String.class);

            assertThat(json.getData()).contains("\"2026-02-03T04:05:06.123456Z\"");
            assertThat((Object) serializer.deserialize(json)).isEqualTo(event);
        }

        @Test
        void writing_a_type_without_a_name_fails_and_says_what_to_do() {
            assertThatThrownBy(() -> serializer.serialize(new StringBuilder(), String.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("java.lang.StringBuilder")
                    .hasMessageContaining("MessageNames");
            assertThatThrownBy(() -> serializer.serialize("text", String.class))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void an_unknown_type_is_read_as_unreadable() {
            Object read = serializer.deserialize(json("Forgotten", "7", "{\"a\": 1}"));

            assertThat(read).isEqualTo(new UnreadableEvent("Forgotten", "7"));
            assertThat(serializer.classForType(new SimpleSerializedType("Forgotten", "7")))
                    .isEqualTo(UnreadableEvent.class);
        }

        @Test
        void a_class_is_never_looked_up_by_a_stored_name() {
            Object read = serializer.deserialize(json(Counted.class.getName(), "3", "{\"counter\": \"c\", \"by\": 1}"));

            assertThat(read).isEqualTo(new UnreadableEvent(Counted.class.getName(), "3"));
        }

        @Test
        void fields_that_came_or_went_since_do_not_break_an_old_event() {
            Object read =
                    serializer.deserialize(json("Counted", "3", "{\"counter\": \"c\", \"by\": null, \"gone\": 1}"));

            assertThat(read).isEqualTo(new Counted("c", 0));
        }

        @Test
        void broken_json_is_an_error_and_no_unreadable_event() {
            assertThatThrownBy(() -> serializer.deserialize(json("Counted", "3", "{\"counter\": ")))
                    .isInstanceOf(SerializationException.class);
        }

        @Test
        void metadata_survives() {
            MetaData metadata = MetaData.from(Map.of("by", "operator-1"));

            MetaData read = serializer.deserialize(serializer.serialize(metadata, String.class));

            assertThat(read).isEqualTo(metadata);
        }

        @Test
        void the_time_of_decision_survives_alone_as_axon_server_wants_it() {
            Instant at = Instant.parse("2026-02-03T04:05:06.123456Z");

            Object read = serializer.deserialize(serializer.serialize(at, byte[].class));

            assertThat(read).isEqualTo(at);
        }

        @Test
        void nothing_stays_nothing() {
            Object read = serializer.deserialize(serializer.serialize(null, String.class));

            assertThat(read).isNull();
        }

        @Test
        void it_knows_what_it_would_write_itself() {
            assertThat(serializer.writes(new SimpleSerializedType("Counted", "3")))
                    .isTrue();
            assertThat(serializer.writes(new SimpleSerializedType("Counted", "2")))
                    .isFalse();
            assertThat(serializer.writes(new SimpleSerializedType("Forgotten", "1")))
                    .isFalse();
        }
    }

    @Nested
    class Messages {

        private final LogicalNameSerializer serializer = LogicalNameSerializer.forMessages(NAMES);

        @Test
        void answers_may_be_made_of_the_platforms_types() {
            assertThat((Object) serializer.deserialize(serializer.serialize("text", String.class)))
                    .isEqualTo("text");
            assertThat((Object) serializer.deserialize(serializer.serialize(new ArrayList<>(List.of(1)), String.class)))
                    .isEqualTo(List.of(1));
        }

        @Test
        void a_type_of_ours_needs_a_name_all_the_same() {
            assertThat(serializer.typeForClass(Counted.class).getName()).isEqualTo("Counted");
            assertThatThrownBy(() -> serializer.typeForClass(StoredEvent.class))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class General {

        private final LogicalNameSerializer serializer = LogicalNameSerializer.general(NAMES);

        @Test
        void a_token_survives() {
            TrackingToken token = new GlobalSequenceTrackingToken(42);

            SerializedObject<String> json = serializer.serialize(token, String.class);

            assertThat(json.getData()).isEqualTo("{\"globalIndex\":42}");
            assertThat((Object) serializer.deserialize(json)).isEqualTo(token);
        }

        @Test
        void the_token_of_a_replay_survives_with_the_tokens_in_it() {
            TrackingToken token = ReplayToken.createReplayToken(
                    new GlobalSequenceTrackingToken(42), new GlobalSequenceTrackingToken(7));

            Object read = serializer.deserialize(serializer.serialize(token, String.class));

            assertThat(read).isEqualTo(token);
        }

        @Test
        void a_type_that_is_not_there_is_unknown_as_axon_has_it() {
            Object read = serializer.deserialize(json("no.such.Type", "1", "{}"));

            assertThat(read).isInstanceOf(UnknownSerializedType.class);
        }
    }

    private static SerializedObject<String> json(String type, String revision, String json) {
        return new SimpleSerializedObject<>(json, String.class, type, revision);
    }
}
