package io.runledger.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked about a run. */
public sealed interface RunCommand extends AccountCommand {

    RunId runId();

    /**
     * Sets credits aside for a run: either what its usage costs by the rate card, or an amount that the gateway names.
     *
     * @param usage one entry a block; empty where credits are named
     * @param credits null where a usage is given
     * @param model only with {@code credits}: the model they are for
     * @param timeToLive how long the reservation holds; null: as the policy says
     * @param paidOnly whether it may take from paid grants alone
     */
    record ReserveCredits(
            AccountId account,
            RunId runId,
            List<Usage> usage,
            @Nullable Credits credits,
            @Nullable String model,
            @Nullable String member,
            @Nullable String feature,
            @Nullable Duration timeToLive,
            boolean paidOnly)
            implements RunCommand {

        private static final Duration LONGEST = Duration.ofDays(7);

        public ReserveCredits {
            usage = requireLines(usage);
            requireOneOf(usage, credits);
            Ids.optionalId("model", model);
            if (model != null && credits == null) {
                throw new InvalidValue("model goes with credits; with usage, each entry names its own");
            }
            Ids.optionalId("member", member);
            Ids.optionalId("feature", feature);
            if (timeToLive != null
                    && (timeToLive.isNegative() || timeToLive.isZero() || timeToLive.compareTo(LONGEST) > 0)) {
                throw new InvalidValue("ttlSeconds must be from 1 to " + LONGEST.toSeconds());
            }
        }

        public String fingerprint() {
            return Fingerprint.of("reserve")
                    .with("usage", usage.isEmpty() ? null : usage)
                    .with("credits", credits)
                    .with("model", model)
                    .with("member", member)
                    .with("feature", feature)
                    .with("ttl", timeToLive)
                    .with("paidOnly", paidOnly ? true : null)
                    .text();
        }

        private static void requireOneOf(List<Usage> usage, @Nullable Credits credits) {
            if (usage.isEmpty() == (credits == null)) {
                throw new InvalidValue("exactly one of usage and credits is required");
            }
            if (credits != null) {
                credits.requireSpendable("credits");
            }
        }
    }

    /**
     * The run succeeded: it cost what its usage costs, or the credits named, or, with neither, what was reserved.
     */
    record CaptureRun(
            AccountId account,
            RunId runId,
            List<Usage> usage,
            @Nullable Credits credits) implements RunCommand {

        public CaptureRun {
            usage = requireLines(usage);
            if (!usage.isEmpty() && credits != null) {
                throw new InvalidValue("at most one of usage and credits may be there");
            }
            if (credits != null) {
                credits.requireSpendable("credits");
            }
        }

        public String fingerprint() {
            return Fingerprint.of("capture")
                    .with("usage", usage.isEmpty() ? null : usage)
                    .with("credits", credits)
                    .text();
        }
    }

    /**
     * The run failed: whatever it has cost comes back.
     *
     * @param reason a code of the gateway's
     */
    record RefundRun(
            AccountId account, RunId runId, @Nullable String reason) implements RunCommand {

        public RefundRun {
            Ids.optionalCode("reason", reason);
        }

        public String fingerprint() {
            return Fingerprint.of("refund").with("reason", reason).text();
        }
    }

    /** The run was cancelled before it used anything. */
    record ReleaseRun(AccountId account, RunId runId) implements RunCommand {

        public String fingerprint() {
            return Fingerprint.of("release").text();
        }
    }

    private static List<Usage> requireLines(List<Usage> usage) {
        if (usage.size() > MOST_LINES) {
            throw new InvalidValue("usage must have at most " + MOST_LINES + " entries");
        }
        return List.copyOf(usage);
    }

    /** The most blocks that one run may have. */
    int MOST_LINES = 100;
}
