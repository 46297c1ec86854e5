package io.runledger.standalone;

import io.runledger.service.start.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Sees to it that one process at a time uses a data folder. The system lets go of it however the process ends. */
final class InstanceLock implements AutoCloseable {

    private final DataFolder folder;
    private final FileChannel file;

    private InstanceLock(DataFolder folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    static InstanceLock take(DataFolder folder) {
        try {
            FileChannel file = FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(file).isEmpty()) {
                file.close();
                throw inUse(folder);
            }
            InstanceLock lock = new InstanceLock(folder, file);
            lock.note("pid " + ProcessHandle.current().pid() + ", which is still starting");
            return lock;
        } catch (IOException e) {
            throw new StartRefused(
                    "The data folder " + folder.path() + " can't be locked: " + e.getMessage(),
                    "Check who may write there.",
                    e);
        }
    }

    /** Says to whoever comes next who is here, and where. */
    void note(String owner) throws IOException {
        Files.writeString(folder.ownerFile(), owner + "\n");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.ownerFile());
        file.close();
    }

    private static Optional<FileLock> lock(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException e) {
            // The owner is in this very process.
            return Optional.empty();
        }
    }

    private static StartRefused inUse(DataFolder folder) throws IOException {
        String owner = Files.exists(folder.ownerFile())
                ? Files.readString(folder.ownerFile()).trim()
                : "another process";
        return new StartRefused(
                "RunLedger is running already on the data folder " + folder.path() + ": " + owner + ".",
                "Use that one, stop it first, or start with another --runledger.data-dir= and --server.port=.");
    }
}
