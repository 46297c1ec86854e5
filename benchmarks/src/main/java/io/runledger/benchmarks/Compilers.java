package io.runledger.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The compilers of a JVM.
 *
 * @param pid of its process
 */
public record Compilers(long pid) {

    private static final Pattern NAME = Pattern.compile("^C[12] Compiler");

    public static Compilers ofThisProcess() {
        return new Compilers(ProcessHandle.current().pid());
    }

    /**
     * How much of a processor they have used so far.
     *
     * @return in seconds; 0 where the system doesn't say
     */
    public double seconds() throws IOException {
        Path threads = Path.of("/proc", String.valueOf(pid), "task");
        if (!Files.isDirectory(threads)) {
            return 0;
        }
        double nanos = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                nanos += nanos(thread);
            }
        }
        return nanos / TimeUnit.SECONDS.toNanos(1);
    }

    /** Threads of the load come and go while they are looked at. */
    private static double nanos(Path thread) throws IOException {
        try {
            boolean compiles =
                    NAME.matcher(Files.readString(thread.resolve("comm"))).find();
            return compiles
                    ? Double.parseDouble(
                            Files.readString(thread.resolve("schedstat")).split(" ")[0])
                    : 0;
        } catch (IOException e) {
            if (Files.exists(thread)) {
                throw e;
            }
            return 0;
        }
    }
}
