package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One priced block of a run.
 *
 * @param model null where the gateway named credits and no model
 * @param count outputs of the model
 * @param credits what this line costs, all its outputs together
 * @param pro whether the rate card marks the model as Pro
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunLine(
        @Nullable String model,
        @Nullable String quality,
        int count,
        @Nullable Integer seconds,
        @Nullable Long tokens,
        @Nullable String size,
        Credits credits,
        boolean pro) {

    public static RunLine priced(Usage usage, Credits credits, boolean pro) {
        return new RunLine(
                usage.model(),
                usage.quality(),
                usage.outputs(),
                usage.seconds(),
                usage.tokens(),
                usage.size(),
                credits,
                pro);
    }

    public static RunLine raw(@Nullable String model, Credits credits, boolean pro) {
        return new RunLine(model, null, 1, null, null, null, credits, pro);
    }

    public RunLine costing(Credits other) {
        return new RunLine(model, quality, count, seconds, tokens, size, other, pro);
    }

    public static Credits total(List<RunLine> lines) {
        return Credits.sum(lines, RunLine::credits);
    }

    /** The same lines with {@code total} shared out among them in proportion, exactly. */
    public static List<RunLine> split(Credits total, List<RunLine> lines) {
        if (total(lines).equals(total)) {
            return lines;
        }
        List<Credits> shares = Split.byLargestRemainder(
                total, lines.stream().map(RunLine::credits).toList());
        List<RunLine> split = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            split.add(lines.get(i).costing(shares.get(i)));
        }
        return split;
    }
}
