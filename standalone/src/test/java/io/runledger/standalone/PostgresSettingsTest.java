package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSettingsTest {

    @ParameterizedTest(name = "{0} MB of memory: {1} MB of buffers")
    @CsvSource({"512, 128", "1024, 128", "2048, 256", "8192, 1024", "131072, 1024"})
    void PostgreSQL_keeps_an_eighth_of_the_memory_at_hand_within_bounds(long memory, long buffers) {
        assertThat(PostgresSettings.sharedBuffers(memory)).isEqualTo(buffers);
    }
}
