package io.runledger.service.limit;

import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemAnswer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body that is too large: at once where its length is said, else when the limit is passed. */
final class BodyLimit extends OncePerRequestFilter {

    private static final String BATCH = "/v1/commands";
    private static final long MOST_SWALLOWED_BYTES = 32L * 1024 * 1024;

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
            swallowRest(request, response);
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            CountedRequest counted = new CountedRequest(request, mostBytes);
            chain.doFilter(counted, response);
            if (counted.isTooLong()) {
                swallowRest(request, response);
            }
        }
    }

    /** A client that sends without looking reads the answer only when it is done, and would find its connection cut. */
    private static void swallowRest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.flushBuffer();
        boolean isYetToBeSent = request.getHeader(HttpHeaders.EXPECT) != null;
        if (!isYetToBeSent) {
            request.getInputStream().skip(MOST_SWALLOWED_BYTES);
        }
    }

    static Problem tooLarge(int mostBytes) {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "body-too-large", "the body must be at most 1 MiB")
                .with("maxBytes", mostBytes);
    }
}
