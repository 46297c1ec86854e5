package io.runledger.service.fastpath;

import io.runledger.service.problem.ProblemException;
import io.runledger.service.problem.Problems;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/**
 * A fast call with all that is known of it beforehand.
 *
 * @param reader of its body; null if it takes none
 * @param mayCall whether an Authorization header holds a key that has a scope which the call needs
 */
record Route<B>(
        FastCall<B> call,
        PathTemplate path,
        @Nullable ObjectReader reader,
        Predicate<@Nullable String> mayCall,
        CallTimers timers) {

    /** Whether this is the way for a request; what is wrong with one for which it isn't is for Spring to say. */
    boolean takes(Request request) {
        boolean hasRightBody = request.getLength() == 0 ? !call.isBodyRequired() : reader != null;
        return hasRightBody && mayCall.test(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }

    /**
     * Has the controller carry it out.
     *
     * @param body empty if none was sent
     * @throws RuntimeException if something is wrong with the body, or whatever the controller throws
     */
    CompletionStage<? extends ResponseEntity<?>> carryOut(List<String> variables, byte[] body) {
        return call.method().call(variables, understood(body));
    }

    // No body is null only where the call says that it may be.
    @SuppressWarnings("NullAway")
    private B understood(byte[] body) {
        if (reader == null || body.length == 0) {
            return null;
        }
        B understood = read(reader, body);
        if (understood == null && call.isBodyRequired()) {
            throw new ProblemException(Problems.BODY_REQUIRED);
        }
        return understood;
    }

    private static <B> @Nullable B read(ObjectReader reader, byte[] json) {
        try {
            return reader.readValue(json);
        } catch (JacksonException e) {
            throw new ProblemException(Problems.ofJson(e));
        }
    }
}
