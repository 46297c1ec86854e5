package io.runledger.service.fastpath;

import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemAnswer;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/** An answer that only has to be written. */
@SuppressWarnings("ArrayRecordComponent")
record FastAnswer(int status, String contentType, Map<String, String> headers, byte[] body) {

    static FastAnswer of(HttpStatusCode status, byte[] json) {
        return new FastAnswer(status.value(), MediaType.APPLICATION_JSON_VALUE, Map.of(), json);
    }

    static FastAnswer of(Problem problem) {
        return new FastAnswer(
                problem.status().value(), ProblemAnswer.CONTENT_TYPE, problem.headers(), ProblemAnswer.json(problem));
    }
}
