package io.runledger.eventstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The way between a process and its database, on which connections can fall silent: nothing more arrives in either direction, and
 * nobody is told, as when a cable is pulled. Those that are made afterwards work.
 */
final class SilentNetwork implements AutoCloseable {

    private static final int BUFFER = 1 << 14;

    private final ServerSocket entrance;
    private final int exit;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    /**
     * @param exit the port that it leads to, on this machine
     */
    SilentNetwork(int exit) throws IOException {
        this.exit = exit;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        started(this::acceptAll);
    }

    int entrance() {
        return entrance.getLocalPort();
    }

    /** All that are open now. */
    void fallSilent() {
        links.forEach(link -> link.silent = true);
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Link link : links) {
            link.close();
        }
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket near = entrance.accept();
            Link link = new Link(near, new Socket(InetAddress.getLoopbackAddress(), exit));
            links.add(link);
            started(() -> link.carry(link.near, link.far));
            started(() -> link.carry(link.far, link.near));
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void started(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // Both ends are closed with the test, or by who has given up.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static final class Link {

        final Socket near;
        final Socket far;
        volatile boolean silent;

        Link(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void carry(Socket from, Socket to) throws IOException {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!silent) {
                    out.write(buffer, 0, read);
                }
            }
            if (!silent) {
                close();
            }
        }

        void close() throws IOException {
            near.close();
            far.close();
        }
    }
}
