package io.runledger.service.fastpath;

import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Tells the requests that a gateway sends from all others, with which Spring is to deal. */
final class Ordinary {

    private static final int MOST_BYTES = 64 * 1024;
    private static final Set<String> JSON =
            Set.of("application/json", "application/json;charset=utf-8", "application/json; charset=utf-8");

    private Ordinary() {}

    /** Whether it is a POST of JSON, or of nothing, and asks for JSON or for whatever there is. */
    static boolean is(Request request) {
        long length = request.getLength();
        return "POST".equals(request.getMethod())
                && request.getHttpURI().getQuery() == null
                && length >= 0
                && length <= MOST_BYTES
                && isJson(request.getHeaders().get(HttpHeader.CONTENT_TYPE), length)
                && takesJson(request.getHeaders().get(HttpHeader.ACCEPT));
    }

    private static boolean isJson(@Nullable String type, long length) {
        return type == null ? length == 0 : JSON.contains(type.toLowerCase(Locale.ROOT));
    }

    private static boolean takesJson(@Nullable String accept) {
        return accept == null
                || !accept.contains("q=")
                        && (accept.contains(MediaType.ALL_VALUE) || accept.contains(MediaType.APPLICATION_JSON_VALUE));
    }
}
