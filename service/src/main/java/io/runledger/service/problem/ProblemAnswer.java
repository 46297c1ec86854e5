package io.runledger.service.problem;

import io.runledger.service.json.StrictJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes a problem as the answer; from a filter or an error page as well as from a controller. */
public final class ProblemAnswer {

    public static final String CONTENT_TYPE = "application/problem+json";

    private ProblemAnswer() {}

    /** Replaces what there is of an answer. One that is on its way already can't be called back, and is left alone. */
    public static void write(Problem problem, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json(problem);
        response.reset();
        response.setStatus(problem.status().value());
        problem.headers().forEach(response::setHeader);
        response.setContentType(CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The body of its answer. */
    public static byte[] json(Problem problem) {
        return StrictJson.mapper().writeValueAsBytes(problem.body());
    }
}
