package io.runledger.standalone;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** How an embedded PostgreSQL is made and run. What the benchmarks measure on is the same. */
public final class PostgresSettings {

    /** Without these, what was answered as done could be gone after a power cut. */
    public static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    /**
     * What a database is made with, and keeps. Collation by code point is the same on every machine and in every version. A file
     * of its log is filled with zeros before its first use, while all commits wait: some 60 ms for the usual 16 MB, 4 ms for one.
     */
    private static final Map<String, String> INITIAL =
            Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8", "wal-segsize", "1");

    /**
     * A checkpoint comes once about half of what the log may be is written, and after it each page that is changed is written to the log
     * whole: the larger the log, the less often commits wait for that, and the longer is the start after a crash. As large as the
     * log may grow it also stays, so that after a quiet night its files need not be made anew. Its buffers would else be no larger
     * than one of its files. A page that vacuum finds in memory counts as much as one that it has to write: what it writes of
     * either to the log is what commits wait for, and tables say how fast that may be.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "localhost",
            "unix_socket_directories", "",
            "min_wal_size", "4GB",
            "max_wal_size", "4GB",
            "wal_buffers", "16MB",
            "vacuum_cost_page_hit", "20",
            "log_checkpoints", "off",
            "jit", "off");

    private static final int MEGABYTES = 20;
    private static final long SHARE_OF_MEMORY = 8;
    private static final long LEAST_BUFFERS = 128;
    private static final long MOST_BUFFERS = 1024;

    private PostgresSettings() {}

    /**
     * @param connections that it takes at most
     */
    public static EmbeddedPostgres.Builder builder(int connections) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        INITIAL.forEach(builder::setLocaleConfig);
        SETTINGS.forEach(builder::setServerConfig);
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        builder.setServerConfig("max_connections", String.valueOf(connections));
        builder.setServerConfig("shared_buffers", sharedBuffers(memory() >> MEGABYTES) + "MB");
        return builder;
    }

    /**
     * What PostgreSQL keeps at hand by itself. What it has no room for it reads, and has to write, between commits.
     *
     * @param memory of the machine or container, in megabytes
     * @return megabytes
     */
    static long sharedBuffers(long memory) {
        return Math.min(MOST_BUFFERS, Math.max(LEAST_BUFFERS, memory / SHARE_OF_MEMORY));
    }

    private static long memory() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }
}
