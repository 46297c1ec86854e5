package io.runledger.command.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each endpoint was told, or is to be. */
@Component
public class Deliveries {

    /** How long what was delivered is remembered. */
    static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How a delivery stands. */
    public enum State {
        /** It is tried, now or later. */
        PENDING,
        DELIVERED,
        /** It was tried for a day; it is tried again only when asked. */
        FAILED;

        @JsonValue
        public String wireName() {
            return Ids.wireName(this);
        }
    }

    /**
     * One message to one endpoint.
     *
     * @param attempts how often it was tried since it was last asked for
     * @param lastError why the last attempt failed; null if it did not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Delivery(
            long deliveryId,
            String webhookId,
            String account,
            String messageId,
            String type,
            String payload,
            State state,
            int attempts,
            Instant createdAt,
            @Nullable Instant lastAttemptAt,
            @Nullable String lastError) {}

    /** The messages for one account at one endpoint, which are sent one after the other. */
    record Lane(String endpoint, String account) {

        static Lane named(String name) {
            int slash = name.indexOf('/');
            return new Lane(name.substring(0, slash), name.substring(slash + 1));
        }

        /** Neither part can have a slash in it. */
        String name() {
            return endpoint + "/" + account;
        }
    }

    /**
     * For every endpoint that was there when it happened, give or take what clocks differ by; one that is told already is
     * not told again.
     */
    void add(String account, String messageId, Message message, String payload, Instant now) {
        jdbc.sql("""
                insert into command.webhook_delivery (endpoint, account, message_id, type, payload, created_at)
                select id, :account, :message, :type, :payload, :now
                from command.webhook_endpoint where created_at < :happened::timestamptz + interval '1 minute'
                on conflict do nothing
                """)
                .param("account", account)
                .param("message", messageId)
                .param("type", message.type())
                .param("payload", payload)
                .param("now", Timestamp.from(now))
                .param("happened", Timestamp.from(message.timestamp()))
                .update();
    }

    /** Lanes with something to send that nobody is scheduled to send. */
    List<Lane> idleLanes(String task, int most) {
        return jdbc.sql("""
                        select distinct endpoint, account from command.webhook_delivery d
                        where state = 'pending' and not exists (
                            select from command.scheduled_tasks t
                            where t.task_name = ? and t.task_instance = d.endpoint || '/' || d.account)
                        limit ?
                        """)
                .param(task)
                .param(most)
                .query((row, number) -> new Lane(row.getString("endpoint"), row.getString("account")))
                .list();
    }

    /** What is to be sent next in a lane; empty if nothing is. */
    Optional<Delivery> next(Lane lane) {
        return jdbc.sql("""
                        select * from command.webhook_delivery
                        where endpoint = ? and account = ? and state = 'pending' order by id limit 1
                        """)
                .param(lane.endpoint())
                .param(lane.account())
                .query(Deliveries::delivery)
                .optional();
    }

    /**
     * @param error why it failed; null if it did not
     */
    void attempted(long delivery, State state, Instant now, @Nullable String error) {
        jdbc.sql("""
                update command.webhook_delivery
                set state = ?, attempts = attempts + 1, last_attempt_at = ?, last_error = ? where id = ?
                """)
                .param(state.wireName())
                .param(Timestamp.from(now))
                .param(error)
                .param(delivery)
                .update();
    }

    /** The newest first. */
    public List<Delivery> of(String endpoint, @Nullable State state, int limit) {
        return jdbc.sql("""
                        select * from command.webhook_delivery
                        where endpoint = :endpoint and (:state::text is null or state = :state)
                        order by id desc limit :limit
                        """)
                .param("endpoint", endpoint)
                .param("state", state == null ? null : state.wireName())
                .param("limit", limit)
                .query(Deliveries::delivery)
                .list();
    }

    /**
     * Has one sent again, from the beginning.
     *
     * @return empty if the endpoint has no such delivery
     */
    public Optional<Delivery> resend(String endpoint, long delivery) {
        return jdbc.sql("""
                        update command.webhook_delivery set state = 'pending', attempts = 0
                        where endpoint = ? and id = ? returning *
                        """)
                .param(endpoint)
                .param(delivery)
                .query(Deliveries::delivery)
                .optional();
    }

    long count(State state) {
        return jdbc.sql("select count(*) from command.webhook_delivery where state = ?")
                .param(state.wireName())
                .query(Long.class)
                .single();
    }

    /** Forgets what was delivered long ago. */
    int removeDelivered(Instant before) {
        return jdbc.sql("delete from command.webhook_delivery where state = 'delivered' and last_attempt_at < ?")
                .param(Timestamp.from(before))
                .update();
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        OffsetDateTime lastAttemptAt = row.getObject("last_attempt_at", OffsetDateTime.class);
        return new Delivery(
                row.getLong("id"),
                row.getString("endpoint"),
                row.getString("account"),
                row.getString("message_id"),
                row.getString("type"),
                row.getString("payload"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                lastAttemptAt == null ? null : lastAttemptAt.toInstant(),
                row.getString("last_error"));
    }
}
