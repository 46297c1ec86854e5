package io.runledger.service.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;

/** What every answer tells browsers and caches: a balance is kept by nobody, shown in no frame, and is what it says it is. */
public final class AnswerHeaders {

    private static final Map<String, String> ALWAYS = new LinkedHashMap<>();
    private static final Map<String, String> OVER_TLS = new LinkedHashMap<>();

    static {
        ALWAYS.put(HttpHeaders.CACHE_CONTROL, "no-store");
        ALWAYS.put("X-Content-Type-Options", "nosniff");
        ALWAYS.put("X-Frame-Options", "DENY");
        OVER_TLS.putAll(ALWAYS);
        OVER_TLS.put("Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
    }

    /** For Spring's answers; what a controller has said itself stays. */
    static final HeaderWriter WRITER =
            (request, response) -> of(request.isSecure()).forEach((name, value) -> {
                if (!response.containsHeader(name)) {
                    response.setHeader(name, value);
                }
            });

    private AnswerHeaders() {}

    /**
     * Names and values.
     *
     * @param isSecure whether the request came over TLS
     */
    public static Map<String, String> of(boolean isSecure) {
        return isSecure ? OVER_TLS : ALWAYS;
    }
}
