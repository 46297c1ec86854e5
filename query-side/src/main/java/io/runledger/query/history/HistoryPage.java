package io.runledger.query.history;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some entries, the newest first. */
@Schema(name = "HistoryPage")
record HistoryPage(
        List<EntryView> entries,

        @Schema(description = "Asks for the next page; absent where there is none") @Nullable
        String nextCursor) {}
