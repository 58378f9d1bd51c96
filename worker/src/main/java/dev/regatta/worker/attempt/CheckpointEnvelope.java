package dev.regatta.worker.attempt;

import dev.regatta.protocol.codec.Json;
import dev.regatta.protocol.codec.MalformedMessageException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a stored checkpoint holds: the training's state, and what of the trial must not get lost with the worker. As
 * bytes: magic {@code RGCK}, length of the header (32 bits, big endian), header (JSON), state.
 */
record CheckpointEnvelope(Header header, byte[] state) {

    private static final int MAGIC = 0x5247434b;
    private static final int VERSION = 1;

    /**
     * @param version form of this header
     * @param metrics the snapshot's own metrics
     * @param points every point of the trial not known to be logged, those of the snapshot among them
     */
    record Header(
            int version,
            int epoch,
            long step,
            Snapshot.Kind kind,
            Map<String, Double> metrics,
            List<MetricPoint> points) {
        Header {
            metrics = Map.copyOf(metrics);
            points = List.copyOf(points);
        }
    }

    static Header header(Snapshot snapshot, List<MetricPoint> points) {
        return new Header(VERSION, snapshot.epoch(), snapshot.step(), snapshot.kind(), snapshot.metrics(), points);
    }

    static CheckpointEnvelope of(Snapshot snapshot, List<MetricPoint> points) {
        return new CheckpointEnvelope(header(snapshot, points), snapshot.state());
    }

    byte[] encode() {
        byte[] json = Json.bytes(header);
        return ByteBuffer.allocate(8 + json.length + state.length)
                .putInt(MAGIC)
                .putInt(json.length)
                .put(json)
                .put(state)
                .array();
    }

    /** @throws IncompatibleCheckpointException if the bytes are no checkpoint of this version */
    static CheckpointEnvelope decode(byte[] bytes) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            if (buffer.getInt() != MAGIC) {
                throw new IncompatibleCheckpointException("checkpoint does not begin with RGCK");
            }
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw new IncompatibleCheckpointException(
                        "checkpoint's header has length " + length + ", must be 0 to " + buffer.remaining());
            }
            byte[] json = new byte[length];
            buffer.get(json);
            Header header = Json.read(json, Header.class);
            if (header.version() != VERSION) {
                throw new IncompatibleCheckpointException(
                        "checkpoint has version " + header.version() + ", must be " + VERSION);
            }
            return new CheckpointEnvelope(header, Arrays.copyOfRange(bytes, buffer.position(), bytes.length));
        } catch (MalformedMessageException | BufferUnderflowException e) {
            throw new IncompatibleCheckpointException("checkpoint's header cannot be read: " + e.getMessage());
        }
    }
}
