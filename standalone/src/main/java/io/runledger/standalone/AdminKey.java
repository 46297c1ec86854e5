package io.runledger.standalone;

import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;

/** The admin's key that is made at the first start, and kept in the data folder. */
final class AdminKey {

    private static final int BYTES = 32;

    private AdminKey() {}

    static String keptIn(DataFolder folder) {
        Path file = folder.adminKeyFile();
        try {
            if (!Files.exists(file)) {
                keep(make(), file);
            }
            return requireKey(Files.readString(file).trim(), file);
        } catch (IOException e) {
            throw new StartRefused(
                    "The admin key in " + file + " can't be read or written: " + e.getMessage(),
                    "Check who may, or set RUNLEDGER_ADMIN_KEY.",
                    e);
        }
    }

    /** Written aside and then named, so that a start that is cut short leaves no half of a key. */
    private static void keep(String key, Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(aside, DataFolder.ownersOnly("rw-------"));
        Files.writeString(aside, key + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String make() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return "rl_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String requireKey(String key, Path file) {
        if (key.isEmpty()) {
            throw new StartRefused(
                    "The admin key in " + file + " is empty.", "Delete the file: the next start makes a new key.");
        }
        return key;
    }
}
