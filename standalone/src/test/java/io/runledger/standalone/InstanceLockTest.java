package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

    @TempDir
    Path temporary;

    @Test
    void a_folder_is_locked_by_one_who_says_who_it_is() throws IOException {
        DataFolder folder = new DataFolder(temporary);
        try (InstanceLock lock = InstanceLock.take(folder)) {
            lock.note("pid 1, listening on http://there");

            assertThatThrownBy(() -> InstanceLock.take(folder))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("is running already")
                    .hasMessageContaining("pid 1, listening on http://there");
        }
    }

    @Test
    void who_comes_after_a_clean_end_or_a_crash_gets_the_lock() throws IOException {
        DataFolder folder = new DataFolder(temporary);
        Files.writeString(folder.ownerFile(), "pid 1, which has crashed");

        InstanceLock.take(folder).close();
        InstanceLock.take(folder).close();

        assertThat(folder.ownerFile()).doesNotExist();
    }
}
