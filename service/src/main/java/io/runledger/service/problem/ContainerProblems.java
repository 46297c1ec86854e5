package io.runledger.service.problem;

import org.springframework.http.HttpStatus;

/** The problems of requests that end before Spring sees them, of which only the status is known. */
final class ContainerProblems {

    private ContainerProblems() {}

    static Problem of(HttpStatus status) {
        return Problem.of(status, detail(status));
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST ->
                "the request can't be read: a character in the URL or a header that must be percent-encoded,"
                        + " an encoded slash, or headers that are too long";
            case NOT_FOUND -> "there is nothing at this path";
            default -> status.getReasonPhrase();
        };
    }
}
