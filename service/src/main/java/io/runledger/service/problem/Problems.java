package io.runledger.service.problem;

import io.runledger.api.InvalidValue;
import io.runledger.api.policy.PolicyProblem;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Says of any exception which problem it is. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** Where there is no body, or only {@code null}, and something has to be said. */
    public static final Problem BODY_REQUIRED = Problem.invalidRequest("a JSON body is required");

    static final String SEND_JSON = "the body must be JSON: send Content-Type: application/json";

    private static final Problem STORE_UNAVAILABLE = Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "store-unavailable",
                    "the database can't be reached; whether a command was carried out is not known: send it again with the"
                            + " same ids")
            .withHeader(HttpHeaders.RETRY_AFTER, "1");

    private Problems() {}

    /**
     * The problem that an exception stands for. One that nobody foresaw is logged under an id, and all that the answer
     * says is that id.
     */
    public static Problem of(Throwable failure) {
        return foreseen(failure).orElseGet(() -> unforeseen(failure));
    }

    /**
     * What is wrong with JSON that a client has sent and a controller reads by itself, such as a line of NDJSON. Anywhere
     * else such an exception is a fault of ours.
     */
    public static Problem ofJson(JacksonException unreadable) {
        return JsonProblems.of(unreadable);
    }

    private static Optional<Problem> foreseen(Throwable failure) {
        if (failure instanceof ProblemException known) {
            return Optional.of(known.problem());
        }
        if (failure instanceof InvalidValue invalid) {
            return Optional.of(Problem.invalidRequest(FieldPath.messageOf(invalid)));
        }
        if (failure instanceof PolicyProblem refused) {
            return Optional.of(Problem.invalidRequest(String.valueOf(refused.getMessage())));
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return Optional.of(ofBody(unreadable));
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return Optional.of(ofArgument(mismatch));
        }
        if (failure instanceof HttpException refusal) {
            return Optional.of(ContainerProblems.of(refusal.getCode()));
        }
        if (failure instanceof UnsupportedCharsetException || failure instanceof IllegalCharsetNameException) {
            return Optional.of(ContainerProblems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value()));
        }
        if (isOutOfReach(failure)) {
            LOG.warn("The database can't be reached: {}", failure.toString());
            return Optional.of(STORE_UNAVAILABLE);
        }
        if (failure instanceof ErrorResponse answer) {
            return Optional.of(ofSpring(answer))
                    .filter(problem -> problem.status() != HttpStatus.INTERNAL_SERVER_ERROR);
        }
        return Optional.empty();
    }

    private static boolean isOutOfReach(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof CannotCreateTransactionException;
    }

    private static Problem unforeseen(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.error("Internal error {}", id, failure);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side; the log has it as " + id)
                .with("id", id);
    }

    private static Problem ofBody(HttpMessageNotReadableException unreadable) {
        return causeOf(unreadable, ProblemException.class)
                .map(ProblemException::problem)
                .or(() -> causeOf(unreadable, JacksonException.class).map(JsonProblems::of))
                .orElse(BODY_REQUIRED);
    }

    /** A path variable or a query parameter that can't be read as what it should be. */
    private static Problem ofArgument(MethodArgumentTypeMismatchException mismatch) {
        String name = mismatch.getName();
        String must = causeOf(mismatch, InvalidValue.class)
                .map(FieldPath::messageOf)
                .map(message -> FieldPath.renamed(message, name))
                .orElseGet(() -> name + " must be " + TypeWords.of(requiredType(mismatch)));
        return Problem.invalidField(name, must);
    }

    private static Class<?> requiredType(TypeMismatchException mismatch) {
        Class<?> required = mismatch.getRequiredType();
        return required == null ? Object.class : required;
    }

    private static Problem ofSpring(ErrorResponse answer) {
        HttpStatus status = HttpStatus.valueOf(answer.getStatusCode().value());
        Problem problem = Problem.of(status, detail(answer, status));
        for (var header : answer.getHeaders().headerSet()) {
            problem = problem.withHeader(header.getKey(), String.join(", ", header.getValue()));
        }
        return problem;
    }

    private static String detail(ErrorResponse answer, HttpStatus status) {
        if (answer instanceof HttpRequestMethodNotSupportedException method) {
            return method.getMethod() + " is not possible here; possible: " + allowed(answer.getHeaders());
        }
        if (answer instanceof HttpMediaTypeNotSupportedException) {
            return SEND_JSON;
        }
        if (answer instanceof HttpMediaTypeNotAcceptableException acceptable) {
            return "none of what Accept asks for can be given; possible: " + names(acceptable.getSupportedMediaTypes());
        }
        if (answer instanceof MissingServletRequestParameterException missing) {
            return missing.getParameterName() + " is required";
        }
        if (answer instanceof NoResourceFoundException || answer instanceof NoHandlerFoundException) {
            return "there is nothing at this path";
        }
        String detail = answer.getBody().getDetail();
        return detail == null ? status.getReasonPhrase() : detail;
    }

    private static String allowed(HttpHeaders headers) {
        return headers.getAllow().stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String names(List<MediaType> types) {
        return types.stream().map(MimeType::toString).distinct().collect(Collectors.joining(", "));
    }

    private static <T extends Throwable> Optional<T> causeOf(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
