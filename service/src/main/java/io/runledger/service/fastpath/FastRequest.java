package io.runledger.service.fastpath;

import io.runledger.service.problem.Problems;
import io.runledger.service.security.AnswerHeaders;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/** A request on the fast path, from its body to its answer. Its steps are taken by whichever thread has what the next one needs. */
final class FastRequest<B> {

    private static final Logger LOG = LoggerFactory.getLogger(FastRequest.class);

    private final long start = System.nanoTime();
    private final Route<B> route;
    private final List<String> variables;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final JsonMapper json;
    private final byte[] body;
    private int filled;

    FastRequest(
            Route<B> route,
            List<String> variables,
            Request request,
            Response response,
            Callback callback,
            JsonMapper json) {
        this.route = route;
        this.variables = variables;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.json = json;
        this.body = new byte[(int) request.getLength()];
    }

    /** Returns at once; the request is answered when there is an answer. */
    void begin() {
        if (body.length == 0) {
            carryOut();
        } else {
            read();
        }
    }

    /** Reads what is there, and goes on when there is more; then too no thread is needed that may wait. */
    private void read() {
        for (boolean isWhole = false; !isWhole; ) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                callback.failed(unreadable(chunk.getFailure()));
                return;
            }
            int length = chunk.remaining();
            chunk.getByteBuffer().get(body, filled, length);
            filled += length;
            isWhole = chunk.isLast();
            chunk.release();
        }
        carryOut();
    }

    /** The client went away, or was silent for too long: no fault of the server's, and nothing for its log. */
    private static Throwable unreadable(Throwable failure) {
        return failure instanceof TimeoutException
                ? new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408, failure)
                : failure;
    }

    private void carryOut() {
        answered().whenComplete(this::answer);
    }

    private CompletionStage<? extends ResponseEntity<?>> answered() {
        try {
            return route.carryOut(variables, body);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void answer(@Nullable ResponseEntity<?> entity, @Nullable Throwable failure) {
        try {
            FastAnswer answer = entity == null ? FastAnswer.of(Problems.of(cause(failure))) : fastAnswer(entity);
            route.timers().record(answer.status(), System.nanoTime() - start);
            write(answer);
        } catch (RuntimeException | Error e) {
            LOG.error("An answer could not be written", e);
            callback.failed(e);
        }
    }

    private FastAnswer fastAnswer(ResponseEntity<?> entity) {
        return FastAnswer.of(entity.getStatusCode(), json.writeValueAsBytes(entity.getBody()));
    }

    private static Throwable cause(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? new IllegalStateException("A call had neither an answer nor a failure", failure) : cause;
    }

    private void write(FastAnswer answer) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        AnswerHeaders.of(request.isSecure()).forEach(headers::put);
        answer.headers().forEach(headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, answer.contentType());
        headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        ServerThreads.answer(() -> response.write(true, ByteBuffer.wrap(answer.body()), callback));
    }
}
