package io.runledger.service.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.Header;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CompositeHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;

/** What every answer tells browsers and caches: a balance is kept by nobody, shown in no frame, and is what it says it is. */
public final class AnswerHeaders {

    static final HeaderWriter WRITER = new CompositeHeaderWriter(List.of(
            new StaticHeadersWriter(List.of(
                    new Header(HttpHeaders.CACHE_CONTROL, "no-store"),
                    new Header("X-Content-Type-Options", "nosniff"),
                    new Header("X-Frame-Options", "DENY"))),
            new HstsHeaderWriter()));

    private AnswerHeaders() {}

    public static void write(HttpServletRequest request, HttpServletResponse response) {
        WRITER.writeHeaders(request, response);
    }
}
