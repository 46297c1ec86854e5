package io.runledger.service.limit;

import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body that is too large: at once where its length is said, else when the limit is passed. */
final class BodyLimit extends OncePerRequestFilter {

    private static final String BATCH = "/v1/commands";

    private final int mostBytes;

    BodyLimit(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A batch has no end that could be known; its lines are limited one by one. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().equals(BATCH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > mostBytes) {
            ProblemAnswer.write(tooLarge(mostBytes), response);
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new CountedRequest(request, mostBytes), response);
        }
    }

    static Problem tooLarge(int mostBytes) {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "the body must be at most 1 MiB")
                .with("maxBytes", mostBytes);
    }
}
