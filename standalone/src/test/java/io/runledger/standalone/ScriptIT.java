package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script, called from another folder. */
class ScriptIT {

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void help_says_how_to_start(String command) throws Exception {
        try (Program help = run(command)) {
            assertThat(help.exitCode()).isZero();
            assertThat(help.output()).contains("./runledger start", "--runledger.data-dir=", "RUNLEDGER_ADMIN_KEY");
        }
    }

    @Test
    void version_is_that_of_the_build() throws Exception {
        try (Program version = run("version")) {
            assertThat(version.exitCode()).isZero();
            assertThat(version.output().trim()).isEqualTo("RunLedger " + System.getProperty("runledger.version"));
        }
    }

    @Test
    void a_command_that_there_is_not_ends_with_2_and_the_usage() throws Exception {
        try (Program unknown = run("stat")) {
            assertThat(unknown.exitCode()).isEqualTo(2);
            assertThat(unknown.output()).contains("there is no command \"stat\"", "./runledger start");
        }
        try (Program none = run()) {
            assertThat(none.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void a_Java_that_is_too_old_is_named() throws Exception {
        Path old = Files.createDirectories(temporary.resolve("old java/bin")).resolve("java");
        Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        assertThat(old.toFile().setExecutable(true)).isTrue();

        try (Program refused = Program.start(
                command("start"),
                Map.of("JAVA_HOME", temporary.resolve("old java").toString()),
                temporary)) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).contains("Java 17 or newer is needed", "is 11");
        }
    }

    @Test
    void the_jar_is_started_in_place_of_the_script_with_data_beside_the_script_unless_told_otherwise()
            throws Exception {
        Path home = Files.createDirectories(temporary.resolve("a home"));
        Files.copy(Program.root().resolve("runledger"), home.resolve("runledger"));
        assertThat(home.resolve("runledger").toFile().setExecutable(true)).isTrue();
        Files.copy(Program.root().resolve("pom.xml"), home.resolve("pom.xml"));
        Path jar = Files.createDirectories(home.resolve("standalone/target"))
                .resolve("standalone-" + System.getProperty("runledger.version") + "-exec.jar");
        Files.writeString(jar, "not looked into");
        Path java = Files.createDirectories(temporary.resolve("java/bin")).resolve("java");
        Files.writeString(
                java,
                "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"21.0.1\"' >&2 && exit\nprintf '<%s>' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path link = Files.createSymbolicLink(temporary.resolve("a link"), home.resolve("runledger"));
        Map<String, String> variables =
                Map.of("JAVA_HOME", temporary.resolve("java").toString());

        try (Program usual = Program.start(List.of(link.toString(), "start", "--a=b c"), variables, temporary)) {
            assertThat(usual.exitCode()).as(usual.output()).isZero();
            assertThat(usual.output())
                    .isEqualTo("<-jar><" + jar.toRealPath() + "><--runledger.data-dir="
                            + home.toRealPath().resolve("data") + "><--a=b c>");
        }
        try (Program told = Program.start(
                List.of(link.toString(), "start", "--runledger.data-dir=/else where"), variables, temporary)) {
            assertThat(told.exitCode()).isZero();
            assertThat(told.output()).endsWith("<--runledger.data-dir=/else where>");
        }
    }

    private Program run(String... arguments) throws Exception {
        return Program.start(command(arguments), Map.of(), temporary);
    }

    private static List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(Program.root().resolve("runledger").toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
