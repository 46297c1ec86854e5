package io.runledger.eventstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

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

    /** From now on nothing is taken from those who send to the exit, until all is closed; what comes back still arrives. */
    void takeNothingMore() {
        links.forEach(link -> link.taking = false);
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
        volatile boolean taking = true;
        final CountDownLatch closed = new CountDownLatch(1);

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
                if (!taking && from == near) {
                    awaitEnd();
                }
            }
            if (!silent) {
                close();
            }
        }

        private void awaitEnd() throws IOException {
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        void close() throws IOException {
            closed.countDown();
            near.close();
            far.close();
        }
    }
}
