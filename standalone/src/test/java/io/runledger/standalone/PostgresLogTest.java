package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLogTest {

    private static final String STARTS = "2026-03-01 10:00:00.123 UTC [4711] LOG:  starting PostgreSQL 18.4\n";
    private static final String REDO =
            "2026-03-01 11:00:10.123 CET [4712] LOG:  redo in progress, elapsed time: 10.00 s, current LSN: 0/1F\n";

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void place() {
        log = folder.resolve("postgres.log");
    }

    @Test
    void the_newest_message_is_told_without_its_time_and_process() throws IOException {
        Files.writeString(log, STARTS + REDO);

        assertThat(PostgresLog.lastMessage(log))
                .hasValue("LOG: redo in progress, elapsed time: 10.00 s, current LSN: 0/1F");
    }

    @Test
    void what_clients_were_told_who_came_too_early_is_no_message() throws IOException {
        String refusals = """
                2026-03-01 11:00:10.223 CET [4713] FATAL:  the database system is not yet accepting connections
                2026-03-01 11:00:10.223 CET [4713] DETAIL:  Consistent recovery state has not been yet reached.
                2026-03-01 11:00:10.323 CET [4714] FATAL:  the database system is starting up
                """.repeat(100);
        Files.writeString(log, STARTS + REDO + refusals);

        assertThat(PostgresLog.lastMessage(log)).get().asString().startsWith("LOG: redo in progress");
    }

    @Test
    void words_of_others_and_lines_that_go_on_are_no_messages() throws IOException {
        Files.writeString(log, STARTS + "\ta line that goes on\nwaiting for server to start.... stopped waiting\n");

        assertThat(PostgresLog.lastMessage(log)).hasValue("LOG: starting PostgreSQL 18.4");
    }

    @Test
    void the_end_of_a_long_log_is_enough_and_bytes_that_are_no_text_do_no_harm() throws IOException {
        byte[] noText = "\u00ff\u00fe\n".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1);
        Files.write(log, noText);
        assertThat(PostgresLog.lastMessage(log)).isEmpty();

        Files.writeString(log, REDO, java.nio.file.StandardOpenOption.APPEND);
        assertThat(PostgresLog.lastMessage(log)).get().asString().startsWith("LOG: redo in progress");
    }

    @Test
    void no_log_has_no_message() throws IOException {
        assertThat(PostgresLog.lastMessage(log)).isEmpty();
    }
}
