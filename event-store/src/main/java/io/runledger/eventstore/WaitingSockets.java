package io.runledger.eventstore;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets by which a thread does what it has put off ({@link PutOff}) when it has sent its question to the database, and before it waits for the
 * answer. The driver makes them by the name of this class. It asks nothing else of a factory than a socket that is not connected.
 */
public final class WaitingSockets extends SocketFactory {

    /** Called by the driver. */
    public WaitingSockets() {}

    @Override
    public Socket createSocket() {
        return new WaitingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException("sockets that are bound to an address of this side");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException("sockets that are bound to an address of this side");
    }

    private static Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = new WaitingSocket();
        try {
            socket.connect(address);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static final class WaitingSocket extends Socket {

        @Override
        public InputStream getInputStream() throws IOException {
            return new Answers(super.getInputStream());
        }
    }

    private static final class Answers extends FilterInputStream {

        Answers(InputStream answers) {
            super(answers);
        }

        @Override
        public int read() throws IOException {
            PutOff.doNow();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            PutOff.doNow();
            return super.read(bytes, offset, length);
        }
    }
}
