package io.runledger.service.problem;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** Ends a request with a problem; a controller throws it where there is nothing else to answer. */
public final class ProblemException extends RuntimeException {

    // Exceptions can be serialized, problems needn't be.
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // Without a stack trace: it is an answer to a client, and costs no more than one.
        super(problem.name() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(HttpStatus status, String name, String detail, Map<String, Object> members) {
        this(new Problem(status, name, detail, members));
    }

    public ProblemException(HttpStatus status, String name, String detail) {
        this(status, name, detail, Map.of());
    }

    public Problem problem() {
        return problem;
    }
}
