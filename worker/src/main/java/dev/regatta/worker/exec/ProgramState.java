package dev.regatta.worker.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a program is, as a checkpoint: {@code "RGTEXEC1"}, the length of a JSON header (4 bytes, big-endian), the
 * header {@code {"step", "completed", "metrics"}}, then its folder as {@link FolderArchive} packs it.
 *
 * @param step the last step reported, 0 before the first
 * @param metrics those of that step
 * @param completed whether the program had ended by itself
 */
record ProgramState(int step, Map<String, Double> metrics, boolean completed, byte[] folder) {
    static final ProgramState START = new ProgramState(0, Map.of(), false, FolderArchive.EMPTY);

    private static final byte[] MAGIC = "RGTEXEC1".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Header(int step, boolean completed, Map<String, String> metrics) {}

    byte[] encode() {
        Map<String, String> texts = new LinkedHashMap<>();
        metrics.forEach((name, value) -> texts.put(name, Double.toHexString(value)));
        try {
            byte[] header = JSON.writeValueAsBytes(new Header(step, completed, texts));
            return ByteBuffer.allocate(MAGIC.length + Integer.BYTES + header.length + folder.length)
                    .put(MAGIC)
                    .putInt(header.length)
                    .put(header)
                    .put(folder)
                    .array();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a program's state could not be written", e);
        }
    }

    /** @throws IncompatibleCheckpointException if the bytes are no program's state */
    static ProgramState decode(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        if (bytes.length < MAGIC.length + Integer.BYTES
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IncompatibleCheckpointException("the checkpoint is no program's state");
        }
        int length = file.position(MAGIC.length).getInt();
        if (length < 0 || length > file.remaining()) {
            throw new IncompatibleCheckpointException("the program's state has a header of " + length + " bytes");
        }
        byte[] header = new byte[length];
        file.get(header);
        byte[] folder = new byte[file.remaining()];
        file.get(folder);
        return of(header, folder);
    }

    private static ProgramState of(byte[] json, byte[] folder) {
        try {
            Header header = JSON.readValue(new String(json, StandardCharsets.UTF_8), Header.class);
            Map<String, Double> metrics = new LinkedHashMap<>();
            header.metrics().forEach((name, value) -> metrics.put(name, Double.parseDouble(value)));
            return new ProgramState(header.step(), metrics, header.completed(), folder);
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new IncompatibleCheckpointException("the program's state has no readable header: " + e.getMessage());
        }
    }
}
