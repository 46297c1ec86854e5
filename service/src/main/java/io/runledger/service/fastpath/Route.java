package io.runledger.service.fastpath;

import io.runledger.service.problem.ProblemException;
import io.runledger.service.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/**
 * A fast call with all that is known of it beforehand.
 *
 * @param reader of its body; null if it takes none
 * @param mayCall whether the key of a request has a scope that the call needs
 */
record Route<B>(
        FastCall<B> call,
        PathTemplate path,
        @Nullable ObjectReader reader,
        Predicate<HttpServletRequest> mayCall,
        CallTimers timers) {

    /** Whether this is the way for a request; what is wrong with one for which it isn't is for Spring to say. */
    boolean takes(HttpServletRequest request) {
        int length = request.getContentLength();
        boolean hasRightBody = length == 0 ? !call.isBodyRequired() : reader != null;
        return hasRightBody && mayCall.test(request);
    }

    /**
     * Has the controller carry it out.
     *
     * @throws IOException if the client went away
     * @throws RuntimeException whatever the controller throws
     */
    ResponseEntity<?> carryOut(List<String> variables, HttpServletRequest request) throws IOException {
        return call.method().call(variables, body(request));
    }

    // No body is null only where the call says that it may be.
    @SuppressWarnings("NullAway")
    private B body(HttpServletRequest request) throws IOException {
        int length = request.getContentLength();
        if (reader == null || length == 0) {
            return null;
        }
        B body = read(reader, request.getInputStream().readNBytes(length));
        if (body == null && call.isBodyRequired()) {
            throw new ProblemException(Problems.BODY_REQUIRED);
        }
        return body;
    }

    private static <B> @Nullable B read(ObjectReader reader, byte[] json) {
        try {
            return reader.readValue(json);
        } catch (JacksonException e) {
            throw new ProblemException(Problems.ofJson(e));
        }
    }
}
