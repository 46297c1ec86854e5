package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What comes of a batch, and of what is on its way into one. */
class GroupCommitIT extends HeldWriter {

    @Nested
    class A_batch {

        @Test
        void is_all_that_has_queued_up_and_is_stored_by_one_commit() throws SQLException {
            holdTheWriterBack();
            List<CompletableFuture<Void>> units = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                units.add(append(counted("account-" + i, 0)));
            }
            letGo();

            units.forEach(CompletableFuture::join);

            assertThat(transactionsOf("account-")).isEqualTo(1);
            assertThat(sequences("account-7")).containsExactly(0L);
        }

        @Test
        void is_stored_while_those_of_the_one_before_are_still_told() {
            CountDownLatch atLast = new CountDownLatch(1);
            CompletableFuture<Void> slow = append(counted("slow", 0)).thenRun(() -> await(atLast));

            append(counted("next", 0));

            eventually(() -> assertThat(sequences("next")).containsExactly(0L));
            assertThat(slow).isNotDone();
            atLast.countDown();
            slow.join();
        }

        @Test
        void keeps_the_order_in_which_its_units_came() throws SQLException {
            holdTheWriterBack();
            CompletableFuture<Void> last = null;
            for (int i = 0; i < 50; i++) {
                append(counted("b", i));
                last = append(counted("a", i));
            }
            letGo();

            last.join();

            assertThat(jdbc.sql(
                                    "select sequence from event_store.event where aggregate in ('a', 'b') order by position")
                            .query(Long.class)
                            .list())
                    .hasSize(100)
                    .isSorted();
        }

        @Test
        void loses_only_the_unit_whose_sequence_someone_else_took_and_those_built_on_it() throws SQLException {
            storedEarlier("contested");
            holdTheWriterBack();
            CompletableFuture<Void> before = append(counted("before", 0));
            CompletableFuture<Void> late = append(counted("contested", 1), counted("contested", 2));
            CompletableFuture<Void> onIt = append(counted("contested", 3));
            CompletableFuture<Void> after = append(counted("after", 0));
            insertByHand("contested", 1);
            letGo();

            before.join();
            after.join();

            assertThat(failure(late)).isInstanceOf(ConcurrencyException.class).hasMessageContaining("event 1");
            assertThat(failure(onIt)).isInstanceOf(ConcurrencyException.class);
            assertThat(sequences("contested")).containsExactly(0L, 1L);
            assertThat(transactionsOf("before", "after")).isEqualTo(1);
        }

        @Test
        void loses_only_the_unit_whose_key_was_used() throws SQLException {
            node.append(counted("a", 0, "k"));
            holdTheWriterBack();
            CompletableFuture<Void> before = append(counted("b", 0, "k"));
            CompletableFuture<Void> repeat = append(counted("a", 1), counted("a", 2, "k"));
            CompletableFuture<Void> onIt = append(counted("a", 3));
            CompletableFuture<Void> after = append(counted("c", 0, "k"));
            letGo();

            before.join();
            after.join();

            assertThat(failure(repeat)).isInstanceOf(IdempotencyKeyUsed.class);
            assertThat(failure(onIt)).isInstanceOf(ConcurrencyException.class);
            assertThat(sequences("a")).containsExactly(0L);
        }

        @Test
        void of_one_unit_loses_it_if_its_sequence_was_taken_or_its_key_used() throws SQLException {
            node.append(counted("a", 0, "k"));
            insertByHand("a", 1);
            letGo();

            assertThatThrownBy(() -> node.append(counted("a", 1)))
                    .isInstanceOf(ConcurrencyException.class)
                    .hasMessageContaining("event 1");
            writer.dropped("a");
            assertThatThrownBy(() -> node.append(counted("a", 2, "k"))).isInstanceOf(IdempotencyKeyUsed.class);
            writer.dropped("a");
            assertThatThrownBy(() -> node.append(counted("b", 0), counted("a", 1)))
                    .isInstanceOf(ConcurrencyException.class);
            assertThat(sequences("a")).containsExactly(0L, 1L);
            assertThat(sequences("b")).isEmpty();
        }

        @Test
        void loses_only_the_unit_that_the_database_can_not_store() throws SQLException {
            holdTheWriterBack();
            CompletableFuture<Void> before = append(counted("before", 0));
            CompletableFuture<Void> impossible = append(counted("nul \u0000 character", 0));
            CompletableFuture<Void> after = append(counted("after", 0));
            letGo();

            before.join();
            after.join();

            assertThat(failure(impossible))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("0x00");
        }

        @Test
        void that_would_leave_a_hole_is_refused() {
            node.append(counted("a", 0));

            assertThatThrownBy(() -> node.append(counted("a", 2)))
                    .isInstanceOf(ConcurrencyException.class)
                    .hasMessageContaining("hole");
            assertThatThrownBy(() -> node.append(counted("new", 1))).isInstanceOf(ConcurrencyException.class);
            assertThatThrownBy(() -> node.append(counted("a", 1), counted("a", 3)))
                    .isInstanceOf(ConcurrencyException.class);
            assertThat(sequences("a")).containsExactly(0L);
        }

        @Test
        void in_which_an_aggregate_is_created_twice_creates_it_once() throws SQLException {
            holdTheWriterBack();
            CompletableFuture<Void> first = append(counted("a", 0));
            insertByHand("a", 0);
            letGo();

            assertThat(failure(first)).isInstanceOf(AggregateStreamCreationException.class);
            assertThat(sequences("a")).containsExactly(0L);
        }
    }

    @Nested
    class After_a_failure {

        @Test
        void an_aggregate_takes_nothing_until_its_copy_is_dropped() throws SQLException {
            storedEarlier("a");
            holdTheWriterBack();
            CompletableFuture<Void> late = append(counted("a", 1));
            insertByHand("a", 1);
            letGo();
            failure(late);

            assertThat(writer.isSpoilt("a")).isTrue();
            assertThatThrownBy(() -> append(counted("a", 2))).isInstanceOf(ConcurrencyException.class);
            assertThatThrownBy(() -> writer.confirm("a", 1)).isInstanceOf(ConcurrencyException.class);

            writer.dropped("a");
            append(counted("a", 2)).join();
            assertThat(sequences("a")).containsExactly(0L, 1L, 2L);
        }

        @Test
        void what_was_built_on_it_is_not_stored_even_if_it_would_fit_and_the_aggregate_takes_events_again()
                throws SQLException {
            storedEarlier("a");
            holdTheWriterBack();
            CompletableFuture<Void> late = append(counted("a", 1));
            CompletableFuture<Void> builtOnIt = append(counted("a", 2));
            insertByHand("a", 1);
            letGo();
            failure(late);
            writer.dropped("a");
            CompletableFuture<Void> sound = append(counted("a", 2));

            sound.join();

            assertThat(failure(builtOnIt)).isInstanceOf(ConcurrencyException.class);
            assertThat(writer.isSpoilt("a")).isFalse();
            assertThat(sequences("a")).containsExactly(0L, 1L, 2L);
        }

        @Test
        void others_are_not_concerned() throws SQLException {
            storedEarlier("a");
            holdTheWriterBack();
            CompletableFuture<Void> late = append(counted("a", 1));
            insertByHand("a", 1);
            letGo();
            failure(late);

            append(counted("b", 0)).join();
        }
    }

    @Nested
    class A_connection_that_is_lost {

        @Test
        void leaves_open_what_became_of_the_batch_and_what_waited_is_stored() throws SQLException {
            CompletableFuture<Void> inFlight = holdTheWriterBack();
            CompletableFuture<Void> queued = append(counted("a", 0));
            endTheWritersConnection();

            assertThat(failure(inFlight)).isInstanceOf(OutcomeUnknown.class);
            letGo();
            queued.join();
            assertThat(sequences("held")).isEmpty();
            assertThat(sequences("a")).containsExactly(0L);
        }

        @Test
        void takes_with_it_what_was_known_to_be_stored_since_the_next_may_lead_to_another_database() {
            node.append(counted("a", 0));
            jdbc.sql("delete from event_store.event where aggregate = 'a'").update();
            writer.dropped("a");
            eventually(() -> {
                endIdleConnections();
                node.append(counted("idle-" + System.nanoTime(), 0));
            });

            assertThatThrownBy(() -> node.append(counted("a", 1))).hasMessageContaining("hole");
        }

        @Test
        void while_it_was_idle_is_replaced_before_anything_is_sent() {
            node.append(counted("a", 0));
            eventually(() -> {
                endIdleConnections();
                node.append(counted("idle-" + System.nanoTime(), 0));
            });
        }
    }

    @Nested
    class The_newest_event {

        @Test
        void is_confirmed_when_it_is_durable() throws SQLException {
            holdTheWriterBack();
            CompletableFuture<Void> event = append(counted("a", 0));
            CompletableFuture<Void> confirmed = writer.confirm("a", 0);

            assertThat(confirmed).isNotDone();
            letGo();

            event.join();
            confirmed.join();
        }

        @Test
        void is_not_confirmed_if_it_could_not_be_stored() throws SQLException {
            storedEarlier("a");
            holdTheWriterBack();
            CompletableFuture<Void> late = append(counted("a", 1));
            CompletableFuture<Void> confirmed = writer.confirm("a", 1);
            insertByHand("a", 1);
            letGo();

            assertThat(failure(late)).isInstanceOf(ConcurrencyException.class);
            assertThat(failure(confirmed)).isInstanceOf(ConcurrencyException.class);
        }

        @Test
        void is_not_confirmed_if_someone_else_stored_a_newer_one() throws SQLException {
            node.append(counted("a", 0));
            insertByHand("a", 1);
            someoneElse.commit();

            assertThat(failure(writer.confirm("a", 0))).isInstanceOf(ConcurrencyException.class);
            assertThat(node.outOfDate).contains("a");
            writer.confirm("a", 1).join();
            writer.confirm("nobody", -1).join();
        }

        @Test
        void is_not_confirmed_if_someone_else_stored_it_and_what_was_built_on_it_fails() throws SQLException {
            storedEarlier("a");
            holdTheWriterBack();
            CompletableFuture<Void> confirmed = writer.confirm("a", 0);
            CompletableFuture<Void> builtOnIt = append(counted("a", 1));
            CompletableFuture<Void> sound = append(counted("b", 0));
            insertByHand("a", 1);
            letGo();

            assertThat(failure(confirmed)).isInstanceOf(ConcurrencyException.class);
            assertThat(failure(builtOnIt)).hasMessageContaining("Someone else stored event 1");
            assertThat(writer.isSpoilt("a")).isTrue();
            sound.join();
        }

        @Test
        void is_not_confirmed_if_it_is_gone_and_the_copy_that_has_seen_it_is_spoilt() {
            node.append(counted("a", 0));

            assertThat(failure(writer.confirm("a", 1))).isInstanceOf(ConcurrencyException.class);
            assertThat(writer.isSpoilt("a")).isTrue();
            writer.dropped("a");
            writer.confirm("a", 0).join();
        }
    }

    @Nested
    class What_is_on_its_way {

        @Test
        void is_found_by_its_key() throws SQLException {
            node.append(counted("a", 0, "reserve:1"));
            holdTheWriterBack();
            append(counted("a", 1, "capture:1"), counted("a", 2));

            assertThat(node.keys.find("a", List.of("capture:1", "reserve:1")))
                    .extracting(DomainEventMessage::getSequenceNumber)
                    .containsExactly(0L, 1L);
        }

        @Test
        void is_waited_for_by_who_loads_the_aggregate() throws Exception {
            holdTheWriterBack();
            append(counted("a", 0));
            Future<Integer> loaded =
                    CompletableFuture.supplyAsync(() -> node.eventsOf("a").size());

            assertThat(loaded).isNotDone();
            letGo();

            assertThat(loaded.get()).isEqualTo(1);
        }

        @Test
        void is_not_waited_for_by_a_unit_of_work_whose_answer_is_waited_for_later() throws SQLException {
            holdTheWriterBack();

            Pending<String> answer = Pending.of(() -> {
                node.append(counted("a", 0));
                return "answer";
            });

            assertThat(answer.isSettled()).isFalse();
            letGo();
            assertThat(answer.await()).isEqualTo("answer");
            assertThat(sequences("a")).containsExactly(0L);
        }

        @Test
        void is_stored_and_acknowledged_before_the_store_is_closed() throws Exception {
            holdTheWriterBack();
            CompletableFuture<Void> unit = append(counted("a", 0));
            CompletableFuture<Void> closing = CompletableFuture.runAsync(writer::close);
            eventually(() -> assertThatThrownBy(() -> append(counted("late", 0)))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("closed"));
            letGo();

            closing.join();
            assertThat(sequences("a")).containsExactly(0L);

            node.telling.close();
            assertThat(unit).isCompleted();
        }

        @Test
        void is_never_more_than_the_queue_has_room_for() throws SQLException {
            holdTheWriterBack();
            for (int i = 0; i < StoreNode.QUEUE_CAPACITY; i++) {
                append(counted("a", i));
            }

            assertThatThrownBy(writer::requireRoom).isInstanceOf(StoreBusy.class);
            assertThatThrownBy(() -> append(counted("a", StoreNode.QUEUE_CAPACITY)))
                    .isInstanceOf(StoreBusy.class);
            letGo();

            writer.settled("a").join();
            append(counted("a", StoreNode.QUEUE_CAPACITY)).join();
            assertThat(sequences("a")).hasSize(StoreNode.QUEUE_CAPACITY + 1);
        }
    }

    /** By another node and before this one has stored anything, so that a conflict is the first that it sees of others. */
    private void storedEarlier(String aggregate) throws SQLException {
        insertByHand(aggregate, 0);
        letGo();
    }

    private List<Long> sequences(String aggregate) {
        return jdbc.sql("select sequence from event_store.event where aggregate = ? order by sequence")
                .param(aggregate)
                .query(Long.class)
                .list();
    }

    private int transactionsOf(String... prefixes) {
        return jdbc.sql("select count(distinct xmin::text) from event_store.event where aggregate ^@ any(?)")
                .param(prefixes)
                .query(Integer.class)
                .single();
    }

    private void endTheWritersConnection() {
        jdbc.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted")
                .query((row, number) -> row.getBoolean(1))
                .list();
    }

    private void endIdleConnections() {
        jdbc.sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and state = 'idle' and pid <> pg_backend_pid()
                        """).query((row, number) -> row.getBoolean(1)).list();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
