package io.runledger.service.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Answers what Tomcat itself refuses, in place of its HTML page. Tomcat makes it by its class name. */
public final class ProblemValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        boolean isAnswered = response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0;
        if (isAnswered || response.isCommitted() || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemAnswer.write(problemOf(response, throwable), response.getResponse());
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tomcat hands over an exception for what the client did wrong too; only a failure of ours is worth the log. */
    private static Problem problemOf(Response response, @Nullable Throwable throwable) {
        HttpStatus status =
                Optional.ofNullable(HttpStatus.resolve(response.getStatus())).orElse(HttpStatus.BAD_REQUEST);
        return throwable != null && status.is5xxServerError() ? Problems.of(throwable) : ContainerProblems.of(status);
    }
}
