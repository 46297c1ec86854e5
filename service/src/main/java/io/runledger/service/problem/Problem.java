package io.runledger.service.problem;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * What went wrong with one request, as RFC 9457 has it.
 *
 * @param name what clients tell problems apart by, such as {@code insufficient-credits}; it never changes
 * @param detail what was wrong here and what would be right, for a person
 * @param members figures for a program, in this order
 * @param headers of the answer, such as Retry-After
 */
public record Problem(
        HttpStatus status, String name, String detail, Map<String, Object> members, Map<String, String> headers) {

    /** Every problem's type begins with it. */
    public static final String TYPE_BASE = "https://runledger.io/problems/";

    /** The name of whatever is wrong in the request itself. */
    public static final String INVALID_REQUEST = "invalid-request";

    public Problem(HttpStatus status, String name, String detail, Map<String, Object> members) {
        this(status, name, detail, members, Map.of());
    }

    public static Problem of(HttpStatus status, String name, String detail) {
        return new Problem(status, name, detail, Map.of());
    }

    /** A problem that has no name of its own: it has its status' name, 404 being {@code not-found}. */
    public static Problem of(HttpStatus status, String detail) {
        return of(status, usualName(status), detail);
    }

    public static Problem invalidRequest(String detail) {
        return of(HttpStatus.BAD_REQUEST, INVALID_REQUEST, detail);
    }

    /** An invalid request, with the field that is wrong. */
    static Problem invalidField(String field, String detail) {
        return invalidRequest(detail).with("field", field);
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, name, detail, more, headers);
    }

    public Problem withHeader(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, name, detail, members, more);
    }

    /** The problem as it is written: type, title, status, detail, then the members. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE_BASE + name);
        body.put("title", title());
        body.put("status", status.value());
        body.put("detail", detail);
        body.putAll(members);
        return body;
    }

    /** {@code insufficient-credits} is "Insufficient credits". */
    private String title() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('-', ' ');
    }

    private static String usualName(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> INVALID_REQUEST;
            case INTERNAL_SERVER_ERROR -> "internal-error";
            default -> status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        };
    }
}
