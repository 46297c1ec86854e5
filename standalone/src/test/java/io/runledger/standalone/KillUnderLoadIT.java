package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.standalone.acceptance.Client;
import io.runledger.standalone.acceptance.Replays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process, or its database, dies in the middle of a load. */
class KillUnderLoadIT {

    private static final int CLIENTS = 16;
    private static final int ACCOUNTS = 20;
    private static final int ENOUGH = 600;
    private static final int MOST = 20_000;
    private static final int AFTER_THE_FAULT = 200;

    @TempDir
    Path temporary;

    private final Map<String, Client.Reply> acknowledged = new ConcurrentHashMap<>();

    @AfterEach
    void stopOrphans() throws IOException {
        Postmaster.clear(folder().postgres());
    }

    @Test
    void every_acknowledged_command_is_there_once_after_the_process_was_killed() throws Exception {
        try (Program killed = start()) {
            Client client = client(killed.ready());
            openAccounts(client);
            load(client, killed::kill);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
        try (Program next = start()) {
            checkAcknowledged(client(next.ready()));
        }
    }

    @Test
    void every_acknowledged_command_is_there_once_after_the_connections_of_the_database_were_cut() throws Exception {
        try (Program program = start()) {
            Client client = client(program.ready());
            openAccounts(client);
            load(client, this::cutConnections);
            Replays.eventually(() -> client.put("/v1/accounts/after", "{}").status() < 300);
            checkAcknowledged(client);
        }
    }

    @Test
    void every_acknowledged_command_is_there_once_after_the_database_was_killed() throws Exception {
        try (Program program = start()) {
            Client client = client(program.ready());
            openAccounts(client);
            load(client, this::killTheDatabase);
            Replays.eventually(() -> client.put("/v1/accounts/after", "{}").status() < 300);
            checkAcknowledged(client);
            assertThat(Postmaster.runningOn(folder().postgres())).isPresent();
        }
        assertThat(Postmaster.runningOn(folder().postgres())).isEmpty();
    }

    private interface Fault {
        void strike() throws Exception;
    }

    /** Clients reserve and capture until they have no answer any more; the fault strikes while all of them are at it. */
    private void load(Client client, Fault fault) throws Exception {
        Queue<Integer> runs = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < MOST; i++) {
            runs.add(i);
        }
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(clients.submit(() -> playUntilNoAnswer(client, runs)));
            }
            Replays.eventually(() -> acknowledged.size() >= ENOUGH);
            fault.strike();
            int atTheFault = acknowledged.size();
            Replays.eventually(() -> allDone(all) || acknowledged.size() >= atTheFault + AFTER_THE_FAULT);
            runs.clear();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static boolean allDone(List<Future<?>> all) {
        return all.stream().allMatch(Future::isDone);
    }

    private void playUntilNoAnswer(Client client, Queue<Integer> runs) {
        for (Integer run = runs.poll(); run != null && play(client, run); ) {
            run = runs.poll();
        }
    }

    private boolean play(Client client, int run) {
        String account = account(run % ACCOUNTS);
        try {
            return acknowledge("reserve " + run, client.reserve(account, "run-" + run, "\"credits\": 0.5"))
                    && acknowledge("capture " + run, client.capture(account, "run-" + run));
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    private boolean acknowledge(String command, Client.Reply reply) {
        if (reply.status() < 300) {
            acknowledged.put(command, reply);
        } else {
            // All that may go wrong is that the database can't be reached, or was lost meanwhile: then the answer says
            // so.
            assertThat(reply.is(503).string("type")).containsPattern("/(store-unavailable|outcome-unknown)$");
        }
        return reply.status() < 300;
    }

    /** A repeat gets the first answer, and changes nothing: so it was there, and is there once. */
    private void checkAcknowledged(Client client) {
        acknowledged.forEach((command, first) -> {
            int run = Integer.parseInt(command.substring(command.indexOf(' ') + 1));
            String account = account(run % ACCOUNTS);
            Client.Reply repeat = command.startsWith("reserve")
                    ? client.reserve(account, "run-" + run, "\"credits\": 0.5")
                    : client.capture(account, "run-" + run);
            repeat.is(200);
            assertThat(repeat.number("available")).as(command).isEqualByComparingTo(first.number("available"));
        });
        Replays.assertNoDifferences(client, "all");
        for (int i = 0; i < ACCOUNTS; i++) {
            Client.Reply shown = client.get("/v1/accounts/" + account(i)).is(200);
            // A projection that has met an outage tries again after a pause; until then the balance is answered with
            // 503.
            String newest = "/v1/accounts/" + account(i) + "/balance?minVersion=" + shown.version();
            Replays.eventually(() -> client.get(newest).status() != 503);
            assertThat(client.balance(account(i), shown).number("available"))
                    .isEqualByComparingTo(shown.at("balance").path("available").asString());
        }
    }

    private void cutConnections() throws Exception {
        String port = Files.readAllLines(folder().postgres().resolve("postmaster.pid"))
                .get(3);
        try (var connection = java.sql.DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres");
                var statement = connection.createStatement()) {
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where pid <> pg_backend_pid() and backend_type = 'client backend'");
        }
    }

    private void killTheDatabase() throws IOException {
        Postmaster.runningOn(folder().postgres()).orElseThrow().process().destroyForcibly();
    }

    private static void openAccounts(Client client) {
        for (int i = 0; i < ACCOUNTS; i++) {
            client.openWith(account(i), 100_000);
        }
    }

    private Client client(Program program) throws IOException {
        String key = Files.readString(folder().adminKeyFile()).trim();
        return new Client(URI.create("http://127.0.0.1:" + program.port()), key);
    }

    private Program start() throws IOException {
        return Program.java(Program.jar(), temporary, "--server.port=0", "--runledger.data-dir=" + folder().path());
    }

    private DataFolder folder() {
        return new DataFolder(temporary.resolve("data"));
    }

    private static String account(int number) {
        return "kill-" + number;
    }
}
