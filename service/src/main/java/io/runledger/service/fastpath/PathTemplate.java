package io.runledger.service.fastpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path with variables in place of whole segments. */
final class PathTemplate {

    private static final String HARMLESS_PUNCTUATION = "-._~:";

    private final List<String> segments;

    PathTemplate(String template) {
        segments = List.of(template.split("/", -1));
    }

    /** Some path of this form. */
    String example() {
        return String.join(
                "/",
                segments.stream()
                        .map(segment -> isVariable(segment) ? "x" : segment)
                        .toList());
    }

    /**
     * The variables of a path, in order; null if it has another form, or if it holds anything that is for a firewall to judge:
     * an encoded character, a parameter, an empty or a dotted segment.
     */
    @Nullable
    List<String> variablesOf(String path) {
        List<String> variables = new ArrayList<>(segments.size());
        int start = 0;
        for (int i = 0; i < segments.size(); i++) {
            int slash = path.indexOf('/', start);
            boolean isLast = i == segments.size() - 1;
            if (isLast != slash < 0) {
                return null;
            }
            int end = isLast ? path.length() : slash;
            if (!isVariable(segments.get(i))) {
                if (!isAt(path, start, end, segments.get(i))) {
                    return null;
                }
            } else if (isHarmless(path, start, end)) {
                variables.add(path.substring(start, end));
            } else {
                return null;
            }
            start = end + 1;
        }
        return variables;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static boolean isAt(String path, int start, int end, String segment) {
        return end - start == segment.length() && path.startsWith(segment, start);
    }

    private static boolean isHarmless(String path, int start, int end) {
        if (start == end || path.charAt(start) == '.') {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!isHarmless(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmless(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || HARMLESS_PUNCTUATION.indexOf(c) >= 0;
    }
}
