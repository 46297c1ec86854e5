package io.runledger.standalone;

import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that runs on a folder: ours, or one that outlived a process of ours.
 *
 * @param pidFile PostgreSQL's own, which it removes at the very end of a clean stop
 */
record Postmaster(Path folder, Path pidFile, ProcessHandle process) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int LOOKS = 5;

    /** The one that runs on a folder. A leftover pid is not trusted: it may be another process's by now. */
    static Optional<Postmaster> runningOn(Path folder) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        return pidIn(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(process -> isPostgresOf(folder, process))
                .map(process -> new Postmaster(folder, pidFile, process));
    }

    /** Stops what an earlier process has left, and removes a pid that would keep PostgreSQL from starting. */
    static void clear(Path folder) throws IOException {
        Optional<Postmaster> orphan = runningOn(folder);
        if (orphan.isPresent()) {
            LOG.info(
                    "Stopping the PostgreSQL (pid {}) that an earlier process has left",
                    orphan.get().pid());
            orphan.get().stop();
        }
        Files.deleteIfExists(folder.resolve("postmaster.pid"));
    }

    long pid() {
        return process.pid();
    }

    /** Stops it without waiting for its clients, of which we are the only one; what is committed stays. */
    void stop() throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(pid())).inheritIO().start();
        awaitStop();
    }

    void awaitStop() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Files.exists(pidFile) && isPostgresOf(folder, process)) {
            if (System.nanoTime() > deadline) {
                throw new StartRefused(
                        "PostgreSQL (pid " + pid() + ") on " + folder + " does not stop.",
                        "Look into its log, postgres.log beside the folder, and stop it by hand: kill -INT " + pid());
            }
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }

    /** Returns when it has ended, whatever it was that ended it: one look may fail, for want of a file descriptor. */
    void awaitEnd() {
        for (int missed = 0; missed < LOOKS; ) {
            LockSupport.parkNanos(LOOK_NANOS);
            missed = isPostgresOf(folder, process) ? 0 : missed + 1;
        }
    }

    /** Ends the processes that one which was killed has left: until they are gone, none can start on its folder. */
    static void endOrphans(Path binaries) throws IOException {
        Path real = binaries.toRealPath();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (List<ProcessHandle> left = running(real); !left.isEmpty(); left = running(real)) {
            left.forEach(ProcessHandle::destroy);
            if (System.nanoTime() > deadline) {
                throw new IOException("Processes of a PostgreSQL that was killed don't end: "
                        + left.stream().map(ProcessHandle::pid).toList());
            }
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }

    /** Whether certainly none of PostgreSQL's programs runs on a folder: some systems show nobody what runs. */
    static boolean noneRunsOn(Path folder) {
        boolean canSee = ProcessHandle.current().info().arguments().isPresent();
        return canSee && ProcessHandle.allProcesses().noneMatch(process -> isToldOf(folder, process.info()));
    }

    private static List<ProcessHandle> running(Path binaries) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(binaries))
                        .isPresent())
                .toList();
    }

    private static Optional<Long> pidIn(Path pidFile) throws IOException {
        return Files.exists(pidFile)
                ? Files.readAllLines(pidFile).stream()
                        .findFirst()
                        .map(String::trim)
                        .filter(line -> line.matches("\\d{1,18}"))
                        .map(Long::valueOf)
                : Optional.empty();
    }

    private static boolean isPostgresOf(Path folder, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean isPostgres = info.command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
        return process.isAlive() && isPostgres && isToldOf(folder, info);
    }

    private static boolean isToldOf(Path folder, ProcessHandle.Info info) {
        List<String> arguments = info.arguments().map(Arrays::asList).orElse(List.of());
        return arguments.contains(folder.toString());
    }
}
