package io.runledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompilersTest {

    private static final int LOOKS = 200;

    @BeforeEach
    void where_the_system_says() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")));
    }

    @Test
    void they_have_compiled_something() throws Exception {
        assertThat(Compilers.ofThisProcess().seconds()).isPositive();
    }

    @Test
    void threads_that_end_meanwhile_are_no_matter() {
        AtomicBoolean looked = new AtomicBoolean();
        ExecutorService starter = Executors.newSingleThreadExecutor();
        starter.execute(() -> {
            while (!looked.get()) {
                new Thread(() -> {}).start();
            }
        });
        try {
            assertThatCode(() -> {
                        for (int i = 0; i < LOOKS; i++) {
                            Compilers.ofThisProcess().seconds();
                        }
                    })
                    .doesNotThrowAnyException();
        } finally {
            looked.set(true);
            starter.shutdown();
        }
    }
}
