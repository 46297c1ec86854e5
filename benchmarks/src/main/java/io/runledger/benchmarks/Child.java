package io.runledger.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/** A process of its own, with the class path of this one; it ends with it. */
public final class Child implements AutoCloseable {

    /** The admin's key of every child. */
    public static final String KEY = "benchmark-key-0123456789";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern PORT = Pattern.compile("(?:Tomcat|Jetty) started on port (\\d+)");
    private static final Pattern STARTED = Pattern.compile("Started \\w+ in ");
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Process process;
    private final Path folder;
    private final Path output;
    private final Thread hook;

    private Child(Process process, Path folder, Path output) {
        this.process = process;
        this.folder = folder;
        this.output = output;
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Starts a server on a database, and returns when it takes requests. */
    public static Child server(Class<?> main, String url, List<String> jvmOptions, String... options)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName(), "--server.port=0"));
        command.add("--spring.datasource.url=" + url);
        command.add("--spring.datasource.username=postgres");
        command.add("--spring.datasource.password=postgres");
        command.addAll(List.of(options));
        Path folder = Files.createTempDirectory("benchmark");
        Path output = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(folder.toFile());
        builder.environment().put("RUNLEDGER_ADMIN_KEY", KEY);
        return new Child(builder.start(), folder, output).ready();
    }

    /** Absolute, because the child has a folder of its own. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Child ready() throws IOException {
        long end = System.nanoTime() + START_NANOS;
        while (!STARTED.matcher(Files.readString(output)).find()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("A server did not start:\n" + Files.readString(output));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return this;
    }

    public int port() throws IOException {
        Matcher port = PORT.matcher(Files.readString(output));
        if (!port.find()) {
            throw new IllegalStateException("A server has no port:\n" + Files.readString(output));
        }
        return Integer.parseInt(port.group(1));
    }

    public long pid() {
        return process.pid();
    }

    public Compilers compilers() {
        return new Compilers(process.pid());
    }

    /** A request that is not measured. */
    public String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    "%s %s was answered %d: %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        FileSystemUtils.deleteRecursively(folder);
    }
}
