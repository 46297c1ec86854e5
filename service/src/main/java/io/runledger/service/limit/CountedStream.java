package io.runledger.service.limit;

import io.runledger.service.problem.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Ends the request when more is read than allowed. */
final class CountedStream extends ServletInputStream {

    private final ServletInputStream body;
    private final int mostBytes;
    private long bytesRead;

    CountedStream(ServletInputStream body, int mostBytes) {
        this.body = body;
        this.mostBytes = mostBytes;
    }

    @Override
    public int read() throws IOException {
        int read = body.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = body.read(into, from, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        bytesRead += read;
        if (bytesRead > mostBytes) {
            throw new ProblemException(BodyLimit.tooLarge(mostBytes));
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
