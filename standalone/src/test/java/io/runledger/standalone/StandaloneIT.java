package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.standalone.acceptance.Client;
import io.runledger.standalone.acceptance.Shop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jar on a real folder, with a space in its name. */
class StandaloneIT {

    private static final String RUN = "{\"runId\":\"run-1\",\"usage\":[{\"model\":\"flux-dev\"}]}";

    @TempDir
    Path temporary;

    /** Whatever a test has left running is stopped, so that its folder can be deleted. */
    @AfterEach
    void stopOrphans() throws IOException {
        Postmaster.clear(folder().postgres());
    }

    @Test
    void what_was_answered_is_there_after_a_clean_stop_and_a_second_start() throws Exception {
        try (Program first = start()) {
            first.ready();
            openAndReserve(first);
            assertThat(first.output())
                    .contains("RunLedger is ready.", adminKey(), folder().path().toString())
                    .contains("http://127.0.0.1:" + first.port())
                    .doesNotContain("WARN", "ERROR");

            assertThat(first.terminate()).isZero();
            assertThat(first.output()).doesNotContain("ERROR", "Exception");
            assertThat(Postmaster.runningOn(folder().postgres())).isEmpty();
            assertThat(folder().ownerFile()).doesNotExist();
        }
        String key = adminKey();
        try (Program second = start()) {
            second.ready();
            assertReserved(second);
            assertThat(adminKey()).isEqualTo(key);
        }
    }

    @Test
    void what_was_answered_survives_a_kill_and_the_orphaned_PostgreSQL_is_stopped() throws Exception {
        try (Program killed = start()) {
            openAndReserve(killed.ready());
            buyInTheSandbox(killed);
            killed.kill();
        }
        Optional<Postmaster> orphan = Postmaster.runningOn(folder().postgres());
        assertThat(orphan).isPresent();

        try (Program next = start()) {
            assertReserved(next.ready());
            assertBoughtAndRefundable(next);
            assertThat(next.output())
                    .contains("Stopping the PostgreSQL (pid " + orphan.get().pid() + ")");
            assertThat(Postmaster.runningOn(folder().postgres()))
                    .get()
                    .extracting(Postmaster::pid)
                    .isNotEqualTo(orphan.get().pid());
        }
    }

    @Test
    void what_was_answered_survives_a_crash_of_both_processes_and_a_pid_that_is_another_processs_now()
            throws Exception {
        try (Program killed = start()) {
            openAndReserve(killed.ready());
            killed.kill();
        }
        Postmaster orphan = Postmaster.runningOn(folder().postgres()).orElseThrow();
        orphan.process().destroyForcibly();
        Program.eventually(() -> isGone(folder().postgres()));
        Path pidFile = folder().postgres().resolve("postmaster.pid");
        List<String> lines = Files.readAllLines(pidFile);
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);

        try (Program next = start()) {
            assertReserved(next.ready());
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void a_second_process_on_the_same_folder_is_refused_quickly_and_harms_nothing() throws Exception {
        try (Program first = start()) {
            openAndReserve(first.ready());

            long begin = System.nanoTime();
            try (Program second = start()) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
                assertThat(second.output())
                        .contains("is running already", "pid " + first.pid(), "http://127.0.0.1:" + first.port())
                        .doesNotContain("\tat ");
            }
            assertReserved(first);
        }
    }

    @Test
    void a_moved_clock_goes_on_where_the_newest_event_is() throws Exception {
        String clock = "--runledger.clock.start-at=2026-03-01T08:00:00Z";
        try (Program first = start(clock)) {
            first.ready();
            assertThat(first.call("POST", "/v1/admin/clock", adminKey(), "{\"advanceTo\":\"2026-03-11T08:00:00Z\"}")
                            .statusCode())
                    .isEqualTo(200);
            openAndReserve(first);
        }
        try (Program second = start(clock)) {
            second.ready();
            assertThat(second.call("GET", "/v1/admin/clock", adminKey(), "").body())
                    .contains("2026-03-11T08:");
            assertReserved(second);
        }
    }

    @Test
    void a_database_that_was_never_finished_is_made_anew() throws Exception {
        Files.createDirectories(folder().unfinishedPostgres());
        Files.writeString(folder().unfinishedPostgres().resolve("PG_VERSION"), "18\n");
        Files.writeString(folder().unfinishedPostgres().resolve("postgresql.conf"), "half a file");

        try (Program program = start()) {
            openAndReserve(program.ready());
            assertThat(folder().unfinishedPostgres()).doesNotExist();
        }
    }

    @Test
    void no_commit_waits_until_a_large_file_of_the_log_is_made() throws Exception {
        try (Program program = start()) {
            program.ready();
            assertThat(show(postgresPort(), "wal_segment_size")).isEqualTo("1MB");
            assertThat(show(postgresPort(), "min_wal_size")).isEqualTo(show(postgresPort(), "max_wal_size"));
        }
    }

    @Test
    void settings_that_could_lose_what_was_answered_are_overruled() throws Exception {
        try (Program first = start()) {
            first.ready();
        }
        Files.writeString(
                folder().postgres().resolve("postgresql.auto.conf"), "fsync = off\nsynchronous_commit = off\n");

        try (Program second = start()) {
            second.ready();
            String port = postgresPort();
            assertThat(show(port, "fsync")).isEqualTo("on");
            assertThat(show(port, "synchronous_commit")).isEqualTo("on");
            assertThat(show(port, "full_page_writes")).isEqualTo("on");
            assertThat(show(port, "listen_addresses")).isEqualTo("localhost");
            assertThat(show(port, "unix_socket_directories")).isEmpty();
        }
    }

    /** Without a look at whether it runs, it would be waited for as long as it may take after a crash. */
    @Test
    void a_PostgreSQL_that_does_not_start_is_not_waited_for_and_what_it_said_is_told() throws Exception {
        try (Program first = start()) {
            first.ready();
        }
        Files.writeString(folder().postgres().resolve("postgresql.auto.conf"), "no_such_setting = on\n");

        try (Program second = start()) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output())
                    .contains(
                            "PostgreSQL does not start: its processes have ended. It last said: FATAL: configuration file")
                    .contains(folder().postgresLog().toString())
                    .doesNotContain("\tat ");
        }
        assertThat(Postmaster.runningOn(folder().postgres())).isEmpty();
    }

    @Test
    void the_key_is_readable_by_its_owner_alone_and_one_from_outside_is_neither_kept_nor_printed() throws Exception {
        try (Program program = Program.start(
                List.of(java(), "-jar", Program.jar().toString(), "--server.port=0", dataDir()),
                Map.of("RUNLEDGER_ADMIN_KEY", "a-key-of-mine"),
                temporary)) {
            program.ready();
            assertThat(program.call("GET", "/v1/admin/clock", "a-key-of-mine", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(program.output()).contains("$RUNLEDGER_ADMIN_KEY").doesNotContain("a-key-of-mine");
            assertThat(folder().adminKeyFile()).doesNotExist();
        }
        try (Program program = start()) {
            program.ready();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().adminKeyFile())))
                    .isEqualTo("rw-------");
            assertThat(adminKey()).matches("rl_[A-Za-z0-9_-]{43}");
        }
    }

    private Program start(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--server.port=0", dataDir()));
        all.addAll(List.of(options));
        return Program.java(Program.jar(), temporary, all.toArray(String[]::new));
    }

    private DataFolder folder() {
        return new DataFolder(temporary.resolve("the data"));
    }

    private String dataDir() {
        return "--runledger.data-dir=" + folder().path();
    }

    private String adminKey() throws IOException {
        return Files.readString(folder().adminKeyFile()).trim();
    }

    private void openAndReserve(Program program) throws Exception {
        assertThat(program.call("PUT", "/v1/accounts/demo", adminKey(), "{}").statusCode())
                .isEqualTo(201);
        HttpResponse<String> reserved = program.call("POST", "/v1/accounts/demo/reservations", adminKey(), RUN);
        assertThat(reserved.statusCode()).as(reserved.body()).isEqualTo(201);
    }

    private void buyInTheSandbox(Program program) throws Exception {
        Shop shop = shop(program);
        shop.open("buyer", "DE");
        shop.buy("buyer", "p1", "\"packageId\": \"starter\", \"currency\": \"EUR\"");
    }

    /** The sandbox, too, remembers what was paid. */
    private void assertBoughtAndRefundable(Program program) throws Exception {
        Client client = shop(program).client();
        String purchase = "/v1/accounts/buyer/purchases/p1";
        client.post(purchase + "/refund", "{\"refundId\": \"r1\", \"reason\": \"test\"}")
                .is(200);
        Program.eventually(() ->
                "arrived".equals(client.get(purchase + "/refunds/r1").is(200).string("status")));
    }

    private Shop shop(Program program) throws Exception {
        return new Shop(new Client(URI.create("http://127.0.0.1:" + program.port()), adminKey()));
    }

    private void assertReserved(Program program) throws Exception {
        HttpResponse<String> repeated = program.call("POST", "/v1/accounts/demo/reservations", adminKey(), RUN);
        assertThat(repeated.statusCode()).as(repeated.body()).isEqualTo(200);
        HttpResponse<String> balance = program.call("GET", "/v1/accounts/demo/balance?minVersion=2", adminKey(), "");
        assertThat(balance.body()).contains("\"available\":8,", "\"held\":2,");
    }

    private static boolean isGone(Path database) {
        try {
            return Postmaster.runningOn(database).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String postgresPort() throws IOException {
        return Files.readAllLines(folder().postgres().resolve("postmaster.pid")).get(3);
    }

    private static String show(String port, String setting) throws Exception {
        try (var connection = java.sql.DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
                var statement = connection.createStatement();
                var result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
