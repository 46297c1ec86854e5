package io.runledger.stripesandbox;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** A file with an object on each line, of which the last one of an id is what it became. */
final class FileJournal implements Journal {

    private final Path path;

    /** It isn't written through its channel, which an interrupt of the thread would close for all others. */
    private final RandomAccessFile file;

    private long end;

    private FileJournal(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * @throws IOException if the file can't be written, or another sandbox has it
     */
    static FileJournal open(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        if (isFree(file)) {
            return new FileJournal(path, file);
        }
        file.close();
        throw new IOException(path + " is the journal of another sandbox that runs");
    }

    private static boolean isFree(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public List<ObjectNode> load() throws IOException {
        String whole = wholeLines();
        Map<String, ObjectNode> objects = new LinkedHashMap<>();
        for (String line : whole.lines().toList()) {
            ObjectNode object = object(line);
            objects.put(Json.need(object, "id"), object);
        }
        return List.copyOf(objects.values());
    }

    /** What follows the last line's end was being written when the process died, and nobody was told of it. */
    private String wholeLines() throws IOException {
        byte[] all = new byte[Math.toIntExact(file.length())];
        file.readFully(all);
        int length = all.length;
        while (length > 0 && all[length - 1] != '\n') {
            length--;
        }
        end = length;
        return new String(all, 0, length, StandardCharsets.UTF_8);
    }

    private ObjectNode object(String line) throws IOException {
        try {
            return Json.read(line);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(path + " has a line that is no object", e);
        }
    }

    @Override
    public void append(Collection<ObjectNode> objects) {
        StringBuilder lines = new StringBuilder();
        objects.forEach(object -> lines.append(Json.write(object)).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        try {
            // What a death or a failure in the middle of an append left behind goes.
            file.setLength(end);
            file.seek(end);
            file.write(bytes);
            file.getFD().sync();
            end += bytes.length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
