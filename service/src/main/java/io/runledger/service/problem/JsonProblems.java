package io.runledger.service.problem;

import io.runledger.api.InvalidValue;
import io.runledger.api.policy.PolicyProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what is wrong with JSON in the words of the API, not of Java. */
final class JsonProblems {

    private static final int LONGEST_REASON = 200;

    private JsonProblems() {}

    static Problem of(JacksonException failure) {
        if (failure.getCause() instanceof ProblemException known) {
            return known.problem();
        }
        if (failure instanceof ValueInstantiationException refused
                && refused.getCause() instanceof InvalidValue value) {
            return ofValue(refused, value);
        }
        if (failure.getCause() instanceof PolicyProblem refused) {
            return ofPolicy(failure, refused);
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return ofUnknown(unknown);
        }
        if (failure instanceof InputCoercionException number) {
            return ofType(number, number.getTargetType());
        }
        if (failure instanceof StreamConstraintsException limit) {
            return Problem.invalidRequest("the JSON is beyond our limits" + at(limit) + ": " + excess(limit));
        }
        if (failure.getCause() instanceof NumberFormatException) {
            String field = FieldPath.of(failure.getPath());
            return Problem.invalidField(field, field + " is beyond what a number may be");
        }
        if (failure instanceof MismatchedInputException mismatch) {
            return ofMismatch(mismatch);
        }
        return Problem.invalidRequest("malformed JSON" + at(failure) + ": " + reason(failure));
    }

    /** A part of a policy that refuses itself says where in it the mistake is. */
    private static Problem ofPolicy(JacksonException failure, PolicyProblem refused) {
        List<Reference> path = new ArrayList<>(failure.getPath());
        refused.within()
                .forEach(step -> path.add(
                        step instanceof Integer index
                                ? new Reference(null, index)
                                : new Reference(null, (String) step)));
        String detail = String.valueOf(refused.getMessage());
        return path.isEmpty() ? Problem.invalidRequest(detail) : Problem.invalidField(FieldPath.of(path), detail);
    }

    private static Problem ofValue(ValueInstantiationException refused, InvalidValue value) {
        String path = FieldPath.of(refused.getPath());
        String field = FieldPath.of(path, refused.getType().getRawClass(), FieldPath.messageOf(value));
        return Problem.invalidField(field, FieldPath.renamed(FieldPath.messageOf(value), field));
    }

    private static Problem ofUnknown(UnrecognizedPropertyException unknown) {
        String field = FieldPath.of(unknown.getPath());
        String hint = nearest(unknown.getPropertyName(), unknown.getKnownPropertyIds())
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
        return Problem.invalidField(field, field + " is no field here" + hint);
    }

    private static Optional<String> nearest(String name, Collection<Object> known) {
        return Spelling.nearest(name, known.stream().map(Object::toString).toList());
    }

    private static Problem ofMismatch(MismatchedInputException mismatch) {
        if (mismatch.getOriginalMessage().startsWith("Trailing token")) {
            return Problem.invalidRequest("malformed JSON" + at(mismatch) + ": there is more after its end");
        }
        if (mismatch.getPath().isEmpty() && mismatch.getOriginalMessage().startsWith("No content")) {
            return Problem.invalidRequest("a JSON body is required");
        }
        return ofType(mismatch, mismatch.getTargetType());
    }

    private static Problem ofType(JacksonException failure, Class<?> type) {
        String field = FieldPath.of(failure.getPath());
        String words = TypeWords.of(type == null ? Object.class : type);
        return field.isEmpty()
                ? Problem.invalidRequest("the body must be " + words)
                : Problem.invalidField(field, field + " must be " + words);
    }

    private static String excess(StreamConstraintsException limit) {
        String message = limit.getOriginalMessage();
        if (message.contains("nesting")) {
            return "it is nested too deeply";
        }
        return message.contains("Number") ? "a number is too long" : "a text is too long";
    }

    private static String at(JacksonException failure) {
        TokenStreamLocation location = failure.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Jackson's own words, up to where they turn to its settings and sources. */
    private static String reason(JacksonException failure) {
        if (!(failure instanceof StreamReadException)) {
            return "it can't be read";
        }
        String reason = failure.getOriginalMessage();
        for (String settings :
                List.of("\n", ": enable", "; enable", " (start marker", " (`", " (not recognized", ", enable")) {
            int end = reason.indexOf(settings);
            reason = end < 0 ? reason : reason.substring(0, end);
        }
        return FieldPath.shortened(reason, LONGEST_REASON);
    }
}
