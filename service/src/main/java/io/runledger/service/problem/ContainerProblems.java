package io.runledger.service.problem;

import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The problems of requests that end before Spring sees them, of which only the status is known. */
final class ContainerProblems {

    private ContainerProblems() {}

    static Problem of(int code) {
        HttpStatus status = Optional.ofNullable(HttpStatus.resolve(code)).orElse(HttpStatus.BAD_REQUEST);
        return Problem.of(status, detail(status));
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST ->
                "the request can't be read: a character in the URL or a header that must be percent-encoded,"
                        + " a % without two hex digits, an encoded or a double slash, or headers that contradict each other";
            case NOT_FOUND -> "there is nothing at this path";
            case REQUEST_TIMEOUT -> "the request did not arrive whole, and has changed nothing: send it again";
            case UNSUPPORTED_MEDIA_TYPE -> Problems.SEND_JSON;
            case REQUEST_HEADER_FIELDS_TOO_LARGE, URI_TOO_LONG ->
                "the URL and the headers must be at most 8 KiB together";
            case HTTP_VERSION_NOT_SUPPORTED -> "speak HTTP/1.1 or HTTP/1.0";
            default -> status.getReasonPhrase();
        };
    }
}
