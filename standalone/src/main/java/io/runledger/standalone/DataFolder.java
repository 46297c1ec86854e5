package io.runledger.standalone;

import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Where everything is kept; nobody but its owner may look inside. */
record DataFolder(Path path) {

    /** The folder, made if it isn't there. */
    static DataFolder open(String name) {
        DataFolder folder = new DataFolder(Path.of(name).toAbsolutePath().normalize());
        Path path = folder.path();
        try {
            Files.createDirectories(folder.programs(), ownersOnly("rwx------"));
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + path + " can't be made: " + e.getMessage(),
                    "Give another one with --runledger.data-dir=, or check who may write there.",
                    e);
        }
        return folder;
    }

    Path lockFile() {
        return path.resolve("runledger.lock");
    }

    Path ownerFile() {
        return path.resolve("runledger.owner");
    }

    /** What the stand-in for Stripe remembers. */
    Path stripeSandbox() {
        return path.resolve("stripe-sandbox.jsonl");
    }

    Path adminKeyFile() {
        return path.resolve("admin.key");
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    /** Where a database is made; only a finished one gets its name. */
    Path unfinishedPostgres() {
        return path.resolve("postgres.unfinished");
    }

    Path postgresLog() {
        return path.resolve("postgres.log");
    }

    /** What holds the binaries opens them to everyone, so that the folder around them has to be closed. */
    Path binaries() {
        return programs().resolve("postgres");
    }

    private Path programs() {
        return path.resolve("programs");
    }

    /** Windows has no such permissions; there the folder's own decide. */
    static FileAttribute<?>[] ownersOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
