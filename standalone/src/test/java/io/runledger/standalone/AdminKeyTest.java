package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminKeyTest {

    @TempDir
    Path temporary;

    @Test
    void it_is_made_once_and_then_stays() {
        DataFolder folder = DataFolder.open(temporary.resolve("data").toString());

        String key = AdminKey.keptIn(folder);

        assertThat(key).matches("rl_[A-Za-z0-9_-]{43}");
        assertThat(AdminKey.keptIn(folder)).isEqualTo(key);
        assertThat(AdminKey.keptIn(DataFolder.open(temporary.resolve("other").toString())))
                .isNotEqualTo(key);
    }

    @Test
    void what_a_start_that_was_cut_short_has_left_does_no_harm() throws IOException {
        DataFolder folder = DataFolder.open(temporary.toString());
        Files.writeString(temporary.resolve("admin.key.new"), "half");

        assertThat(AdminKey.keptIn(folder)).startsWith("rl_").isNotEqualTo("half");
    }

    @Test
    void an_empty_file_is_no_key() throws IOException {
        Files.writeString(temporary.resolve("admin.key"), "\n");

        assertThatThrownBy(() -> AdminKey.keptIn(new DataFolder(temporary)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is empty");
    }
}
