package io.runledger.query.audit;

import io.runledger.api.AccountId;
import io.runledger.eventstore.EventLog;
import io.runledger.service.json.StrictJson;
import io.runledger.service.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Writes events line by line as they are read, however many there are. */
@Component
class EventLines {

    /** Each holds a connection to the database for as long as its client reads. */
    private static final int MOST_READERS = 2;

    private final Semaphore readers = new Semaphore(MOST_READERS);

    void write(EventLog log, AccountId account, HttpServletResponse response) throws IOException {
        if (!readers.tryAcquire()) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too-many-readers",
                    MOST_READERS + " others are reading events; ask again when they have finished.");
        }
        try {
            response.setContentType("application/x-ndjson;charset=UTF-8");
            Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
            log.ofAggregate(
                    account.value(),
                    event -> write(
                            out, EventLine.of(event, LogEntry.read(event, log).key())));
            out.flush();
        } finally {
            readers.release();
        }
    }

    private static void write(Writer out, EventLine line) {
        try {
            out.write(StrictJson.mapper().writeValueAsString(line));
            out.write('\n');
        } catch (IOException clientHasGone) {
            throw new UncheckedIOException(clientHasGone);
        }
    }
}
