package io.runledger.service.problem;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty itself refuses, in place of its HTML page. */
final class JettyProblems implements Request.Handler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Problem problem =
                problemOf(response.getStatus(), (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
        response.setStatus(problem.status().value());
        problem.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemAnswer.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(ProblemAnswer.json(problem)), callback);
        return true;
    }

    private static Problem problemOf(int status, @Nullable Throwable failure) {
        return failure == null ? ContainerProblems.of(status) : Problems.of(failure);
    }
}
