package io.runledger.query.history;

import io.runledger.api.Credits;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run from its reservation to its end. */
@Schema(name = "Run")
record RunView(
        String runId,

        @Schema(allowableValues = {"reserved", "captured", "refunded", "released", "lapsed"})
        String status,

        @Schema(description = "What was set aside for it") Credits reserved,

        @Schema(description = "What its capture cost; stays so when it is refunded")
        Credits captured,

        @Schema(description = "What of its reservation was not needed, and what came back after")
        Credits returned,

        @Schema(description = "What its capture could not take and was written off")
        Credits shortfall,

        @Schema(description = "Whether every credit was paid for; provisional until the capture") @Nullable
        Boolean commercialUse,

        @Nullable String member,
        @Nullable String feature,

        @Schema(description = "The code that the gateway gave for its failure") @Nullable
        String reason,

        @Nullable Integer rateCardVersion,

        @Schema(description = "When its reservation lapses, or would have") @Nullable
        Instant expiresAt,

        @Schema(description = "Its blocks, with what each cost or would cost")
        List<RunLine> lines,

        @Schema(description = "The oldest first") List<EntryView> entries) {

    /**
     * @param entries the oldest first, at least one
     */
    static RunView of(RunId run, List<RunEntry> entries) {
        return new RunView(
                run.value(),
                entries.get(entries.size() - 1).entry().kind(),
                creditsOf(entries, Kind.RESERVED),
                creditsOf(entries, Kind.CAPTURED),
                total(entries, RunDetails::returned),
                total(entries, RunDetails::shortfall),
                newest(entries, RunDetails::commercialUse),
                newest(entries, RunDetails::member),
                newest(entries, RunDetails::feature),
                newest(entries, RunDetails::reason),
                newest(entries, RunDetails::rateCardVersion),
                newest(entries, RunDetails::expiresAt),
                Objects.requireNonNullElse(
                        newest(entries, details -> details.lines().isEmpty() ? null : details.lines()), List.of()),
                entries.stream().map(RunEntry::entry).toList());
    }

    private static Credits creditsOf(List<RunEntry> entries, Kind kind) {
        return entries.stream()
                .map(RunEntry::entry)
                .filter(entry -> entry.kind().equals(kind.wireName()))
                .map(EntryView::credits)
                .reduce(Credits.ZERO, Credits::plus);
    }

    private static Credits total(List<RunEntry> entries, Function<RunDetails, @Nullable Credits> part) {
        return Credits.sum(entries, entry -> Objects.requireNonNullElse(part.apply(entry.details()), Credits.ZERO));
    }

    /** What the newest entry says that says anything of it. */
    private static <T> @Nullable T newest(List<RunEntry> entries, Function<RunDetails, @Nullable T> part) {
        T newest = null;
        for (RunEntry entry : entries) {
            T said = part.apply(entry.details());
            newest = said == null ? newest : said;
        }
        return newest;
    }
}
