package io.runledger.service.limit;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose body says no length, and is counted as it is read. */
final class CountedRequest extends HttpServletRequestWrapper {

    private final int mostBytes;
    private @Nullable CountedStream counted;

    CountedRequest(HttpServletRequest request, int mostBytes) {
        super(request);
        this.mostBytes = mostBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (counted == null) {
            counted = new CountedStream(super.getInputStream(), mostBytes);
        }
        return counted;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        Charset charset = Optional.ofNullable(getCharacterEncoding())
                .map(Charset::forName)
                .orElse(StandardCharsets.UTF_8);
        return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }
}
