package io.runledger.service.policy;

import io.runledger.api.policy.PolicyProblem;
import io.runledger.service.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.StreamReadException;

/** Says where in a policy something is wrong, and what. */
final class PolicyMistake {

    private PolicyMistake() {}

    static String describe(JacksonException mistake, String text) {
        if (mistake.getCause() instanceof MarkedYamlEngineException syntax) {
            return at(syntax.getProblemMark().map(YamlPlaces::placeOf)) + syntax.getProblem();
        }
        if (mistake instanceof StreamReadException) {
            return at(placeOf(mistake)) + mistake.getOriginalMessage();
        }
        YamlPlaces places = YamlPlaces.of(text);
        return places.root().isEmpty() || mistake.getOriginalMessage().startsWith("No content")
                ? "it is empty"
                : at(places.find(pathOf(mistake))) + reason(mistake);
    }

    /** A part of the policy that refuses itself knows better than the reader where the mistake lies within it. */
    private static List<Reference> pathOf(JacksonException mistake) {
        List<Reference> path = new ArrayList<>(mistake.getPath());
        if (mistake.getCause() instanceof PolicyProblem problem) {
            problem.within()
                    .forEach(step -> path.add(
                            step instanceof Integer index
                                    ? new Reference(null, index)
                                    : new Reference(null, (String) step)));
        }
        return path;
    }

    private static String reason(JacksonException mistake) {
        if (mistake.getOriginalMessage().startsWith("Trailing token")) {
            return "there is a second document in it";
        }
        return mistake.getCause() instanceof PolicyProblem problem
                ? String.valueOf(problem.getMessage())
                : Problems.ofJson(mistake).detail();
    }

    private static Optional<YamlPlaces.Place> placeOf(JacksonException mistake) {
        return Optional.ofNullable(mistake.getLocation())
                .filter(location -> location.getLineNr() > 0)
                .map(location -> new YamlPlaces.Place(location.getLineNr(), location.getColumnNr()));
    }

    private static String at(Optional<YamlPlaces.Place> place) {
        return place.map(found -> "line " + found.line() + ", column " + found.column() + ": ")
                .orElse("");
    }
}
