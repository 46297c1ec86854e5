package io.runledger.standalone.acceptance;

import io.runledger.standalone.StandaloneApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A standalone on a data folder of its own. */
final class Server implements AutoCloseable {

    static final String ADMIN_KEY = "acceptance-0123456789abcdef0123456789abcdef";

    private static final Map<List<String>, Server> SHARED = new HashMap<>();

    private final Path folder;
    private final ConfigurableApplicationContext application;

    private Server(Path folder, ConfigurableApplicationContext application) {
        this.folder = folder;
        this.application = application;
    }

    static Server start(String... settings) {
        try {
            Path folder = Files.createTempDirectory("runledger-acceptance");
            List<String> all = new ArrayList<>(List.of(
                    "--runledger.data-dir=" + folder,
                    "--server.port=0",
                    "--runledger.stripe.sandbox.port=0",
                    "--runledger.admin-key=" + ADMIN_KEY));
            all.addAll(List.of(settings));
            return new Server(folder, StandaloneApplication.application().run(all.toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that several classes use; it ends with the tests. */
    static synchronized Server shared(String... settings) {
        return SHARED.computeIfAbsent(List.of(settings), same -> {
            Server server = start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        });
    }

    Client client() {
        int port = ((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort();
        return new Client(URI.create("http://127.0.0.1:" + port), ADMIN_KEY);
    }

    /** Where it keeps its data. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        application.close();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
