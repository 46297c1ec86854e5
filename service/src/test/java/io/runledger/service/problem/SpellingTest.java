package io.runledger.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {

    private static final List<String> FIELDS = List.of("credits", "runId", "member", "ttlSeconds", "id");

    @Test
    void a_slip_finds_the_word_that_was_meant() {
        assertThat(Spelling.nearest("creditz", FIELDS)).contains("credits");
        assertThat(Spelling.nearest("RUNID", FIELDS)).contains("runId");
        assertThat(Spelling.nearest("ttlsecond", FIELDS)).contains("ttlSeconds");
    }

    @Test
    void a_word_that_is_too_far_away_finds_none() {
        assertThat(Spelling.nearest("price", FIELDS)).isEmpty();
        assertThat(Spelling.nearest("ab", FIELDS)).isEmpty();
        assertThat(Spelling.nearest("", FIELDS)).isEmpty();
        assertThat(Spelling.nearest("m".repeat(1_000_000), FIELDS)).isEmpty();
    }
}
