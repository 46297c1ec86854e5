package io.runledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

    @ParameterizedTest
    @ValueSource(strings = {"a home", "data", "target", "test"})
    void it_builds_when_a_source_is_newer_than_the_jar_and_only_then(String name) throws Exception {
        Path home = Files.createDirectories(temporary.resolve(name));
        Files.copy(Program.root().resolve("runledger"), home.resolve("runledger"));
        Files.copy(Program.root().resolve("pom.xml"), home.resolve("pom.xml"));
        Path source = Files.createDirectories(home.resolve("service/src/main/java/io"))
                .resolve("A source.java");
        Files.writeString(source, "");
        Path jar = Files.createDirectories(home.resolve("standalone/target"))
                .resolve("standalone-" + System.getProperty("runledger.version") + "-exec.jar");
        Files.writeString(jar, "not looked into");
        Path programs = Files.createDirectories(temporary.resolve("programs/bin"));
        program(
                programs.resolve("java"),
                "[ \"$1\" = -version ] && echo 'openjdk version \"17.0.1\"' >&2 || echo started");
        program(programs.resolve("mvn"), "echo \"mvn $*\"");
        Map<String, String> variables = Map.of(
                "JAVA_HOME",
                temporary.resolve("programs").toString(),
                "PATH",
                programs + File.pathSeparator + System.getenv("PATH"));
        List<String> start = List.of("bash", home.resolve("runledger").toString(), "start");

        touch(jar, 0);
        touch(home.resolve("pom.xml"), -60);
        touch(source, -60);
        assertThat(outputOf(start, variables)).isEqualTo("started\n");

        touch(source, 60);
        touch(jar, -120);
        assertThat(outputOf(start, variables))
                .contains("Building RunLedger", "-pl standalone -am package")
                .endsWith("started\n");

        touch(source, -60);
        assertThat(outputOf(start, variables))
                .as("the build has made the jar new")
                .isEqualTo("started\n");

        Files.delete(jar);
        program(programs.resolve("mvn"), "exit 1");
        try (Program failed = Program.start(start, variables, temporary)) {
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.output()).contains("The build has failed").doesNotContain("started");
        }
    }

    private String outputOf(List<String> command, Map<String, String> variables) throws Exception {
        try (Program program = Program.start(command, variables, temporary)) {
            assertThat(program.exitCode()).as(program.output()).isZero();
            return program.output();
        }
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void touch(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
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
