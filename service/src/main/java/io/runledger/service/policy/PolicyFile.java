package io.runledger.service.policy;

import io.runledger.api.policy.Policy;
import io.runledger.api.policy.PolicyProblem;
import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.JacksonException;

/**
 * The text of a policy.
 *
 * @param name what to call it in a message
 */
record PolicyFile(String name, String text) {

    private static final Pattern SHIPPED_NAME = Pattern.compile("[a-z0-9-]+");

    /** A plain word names a policy that comes with RunLedger, if there is one; anything else is a path. */
    static PolicyFile find(String nameOrPath) {
        ClassPathResource shipped = new ClassPathResource("policies/" + nameOrPath + ".yaml");
        try {
            return SHIPPED_NAME.matcher(nameOrPath).matches() && shipped.exists()
                    ? new PolicyFile(nameOrPath + ".yaml", shipped.getContentAsString(StandardCharsets.UTF_8))
                    : new PolicyFile(nameOrPath, Files.readString(Path.of(nameOrPath)));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new StartRefused(
                    "There is no policy " + nameOrPath + ".",
                    "Set runledger.policy to one that comes with RunLedger, such as default or glif,"
                            + " or to the path of a YAML file.",
                    e);
        } catch (CharacterCodingException e) {
            throw new StartRefused("The policy " + nameOrPath + " is no text.", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new StartRefused(
                    "The policy " + nameOrPath + " can't be read: " + e.getMessage(),
                    "Check that it is a file, and who may read it.",
                    e);
        }
    }

    /**
     * @throws StartRefused if it makes no sense; the message says where and why
     */
    Policy read() {
        try {
            return Optional.ofNullable(PolicyYaml.MAPPER.readValue(text, Policy.class))
                    .orElseThrow(() -> new PolicyProblem("it is empty"));
        } catch (PolicyProblem e) {
            throw refused(String.valueOf(e.getMessage()), e);
        } catch (JacksonException e) {
            throw refused(PolicyMistake.describe(e, text), e);
        }
    }

    private StartRefused refused(String reason, Throwable cause) {
        return new StartRefused(
                "The policy " + name + " can't be used: " + reason + ".",
                "Mend the file; the comments of default.yaml, which comes with RunLedger, say what each field means.",
                cause);
    }
}
