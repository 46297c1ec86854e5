package io.runledger.query.analytics;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import java.time.LocalDate;

/**
 * What some events add to one cell of the usage.
 *
 * @param runs captured runs that have the cell's model
 * @param wholeRuns those of them whose first model it is, so that each run counts once where models are added up
 * @param failed failed runs that have the model
 * @param wholeFailed those of them whose first model it is
 */
record UsageRow(
        Cell cell, long runs, long wholeRuns, long failed, long wholeFailed, Credits credits, Credits refunded) {

    /** What usage is counted by; an empty text where no model, member or feature was named. */
    record Cell(AccountId account, LocalDate day, String model, String member, String feature) {}

    UsageRow plus(UsageRow other) {
        return new UsageRow(
                cell,
                runs + other.runs,
                wholeRuns + other.wholeRuns,
                failed + other.failed,
                wholeFailed + other.wholeFailed,
                credits.plus(other.credits),
                refunded.plus(other.refunded));
    }
}
