package io.runledger.command.purchasing;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.runledger.service.json.StrictJson;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What Stripe has told. A message is answered when it is written down, and one that comes again is known by its id; what it
 * is about waits until it has been looked at after that.
 */
@Component
public class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final long TOLERANCE_SECONDS = 300;
    private static final String WAITING = "waiting";
    private static final String IGNORED = "ignored";

    private final JdbcClient jdbc;
    private final Stripe stripe;
    private final Follow follow;
    private final Clock clock;

    Inbox(JdbcClient jdbc, Stripe stripe, Follow follow, Clock clock) {
        this.jdbc = jdbc;
        this.stripe = stripe;
        this.follow = follow;
        this.clock = clock;
    }

    /** What became of a message. */
    public enum Received {
        TAKEN,
        /** It has none of our signatures, or is too old. */
        NOT_SIGNED,
        /** Nobody is set up who could send one. */
        NOT_CONFIGURED
    }

    /** One message about a subject. */
    record Waiting(String id, String type) {}

    /**
     * @param signature the header that Stripe signs with
     */
    public Received receive(String payload, String signature) {
        if (!stripe.isConfigured()) {
            return Received.NOT_CONFIGURED;
        }
        if (stripe.webhookSecrets().stream().noneMatch(secret -> isSigned(payload, signature, secret))) {
            return Received.NOT_SIGNED;
        }
        take(StrictJson.mapper().readTree(payload));
        return Received.TAKEN;
    }

    private boolean isSigned(String payload, String signature, String secret) {
        try {
            return Webhook.Signature.verifyHeader(payload, signature, secret, TOLERANCE_SECONDS, clock);
        } catch (SignatureVerificationException anotherSecret) {
            return false;
        }
    }

    private void take(JsonNode event) {
        String id = event.path("id").asString();
        boolean otherMode = event.path("livemode").asBoolean() != stripe.isLive();
        if (otherMode) {
            LOG.warn("event {} is of Stripe's other mode, live or test, and is ignored", id);
        }
        Optional<Subject> subject = otherMode
                ? Optional.empty()
                : Notice.subjectOf(event.path("data").path("object"));
        if (add(id, event, subject)) {
            subject.ifPresent(follow::soon);
        }
    }

    private boolean add(String id, JsonNode event, Optional<Subject> subject) {
        return jdbc.sql("""
                        insert into command.payment_event (id, type, subject, state, created_at, received_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .param(id)
                        .param(event.path("type").asString())
                        .param(subject.map(Subject::name).orElse(null))
                        .param(subject.isPresent() ? WAITING : IGNORED)
                        .param(Timestamp.from(
                                Instant.ofEpochSecond(event.path("created").asLong())))
                        .param(Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /**
     * Something has happened here that has to be looked at there.
     *
     * @param id by which it is known if it is said again
     */
    void note(String id, String type, Subject subject) {
        jdbc.sql("""
                insert into command.payment_event (id, type, subject, state, created_at, received_at)
                values (?, ?, ?, 'waiting', ?, ?)
                on conflict do nothing
                """)
                .param(id)
                .param(type)
                .param(subject.name())
                .param(Timestamp.from(clock.instant()))
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    List<Waiting> waitingAbout(Subject subject) {
        return jdbc.sql("select id, type from command.payment_event where subject = ? and state = 'waiting'")
                .param(subject.name())
                .query((row, number) -> new Waiting(row.getString("id"), row.getString("type")))
                .list();
    }

    /** These have been followed: how things stood was asked after they had come. */
    void done(List<Waiting> events) {
        end(events, "done");
    }

    void ignored(List<Waiting> events) {
        end(events, IGNORED);
    }

    private void end(List<Waiting> events, String state) {
        if (!events.isEmpty()) {
            jdbc.sql("update command.payment_event set state = :state where id in (:ids)")
                    .param("state", state)
                    .param("ids", events.stream().map(Waiting::id).toList())
                    .update();
        }
    }

    /** They are about another subject, as is known now. */
    void moveTo(Subject other, List<Waiting> events) {
        if (!events.isEmpty()) {
            jdbc.sql("update command.payment_event set subject = :subject where id in (:ids)")
                    .param("subject", other.name())
                    .param("ids", events.stream().map(Waiting::id).toList())
                    .update();
            follow.soon(other);
        }
    }

    /** Those that something waits about and nobody looks after. */
    List<Subject> idleSubjects(String task, int most) {
        return jdbc.sql("""
                        select distinct subject from command.payment_event event
                        where state = 'waiting' and not exists (
                            select from command.scheduled_tasks
                            where task_name = ? and task_instance = event.subject)
                        limit ?
                        """).param(task).param(most).query(String.class).list().stream()
                .map(Subject::named)
                .toList();
    }

    /** How many wait. */
    long waiting() {
        return jdbc.sql("select count(*) from command.payment_event where state = 'waiting'")
                .query(Long.class)
                .single();
    }

    void forget(Instant before) {
        jdbc.sql("delete from command.payment_event where received_at < ? and state <> 'waiting'")
                .param(Timestamp.from(before))
                .update();
    }
}
