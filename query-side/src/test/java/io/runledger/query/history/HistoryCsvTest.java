package io.runledger.query.history;

import static io.runledger.query.TestAccount.START;
import static io.runledger.query.TestAccount.credits;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryCsvTest {

    @Test
    void quotes_what_needs_it_and_lets_no_spreadsheet_run_a_formula() throws IOException {
        StringWriter out = new StringWriter();

        new HistoryCsv(out)
                .entry(new EntryView(
                        3,
                        START,
                        "voided",
                        credits("5"),
                        credits("-2.5"),
                        credits("-7.5"),
                        "=1+1",
                        "say \"hi\", twice",
                        List.of(),
                        "@sum",
                        "-x"));

        assertThat(out)
                .hasToString(
                        "3,2026-03-01T10:00:00Z,voided,5,-2.5,-7.5,'=1+1,\"say \"\"hi\"\", twice\",'@sum,'-x,\r\n");
    }
}
