package dev.regatta.worker.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regatta.worker.attempt.IncompatibleCheckpointException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named arrays and text attributes in one block of bytes.
 *
 * <pre>
 *   offset  bytes  content
 *   0       8      "RGTTENSR"
 *   8       4      version, 1              (all integers little-endian)
 *   12      4      length H of the header
 *   16      H      header, JSON in UTF-8:
 *                    {"attributes": {"name": "text", ...},
 *                     "tensors": [{"name": "...", "type": "f32|f64|i32", "shape": [2, 3]}, ...]}
 *   16+H    ...    the tensors' elements one after another, little-endian, row-major, unpadded
 *   end-32  32     SHA-256 of all before
 * </pre>
 *
 * Nothing in a file is ever executed or instantiated. Equal content gives equal bytes.
 *
 * @param attributes text by name, in the order of the file
 * @param tensors arrays by name, in the order of the file
 */
public record TensorFile(Map<String, String> attributes, Map<String, HostTensor> tensors) {
    private static final byte[] MAGIC = "RGTTENSR".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int HEADER_OFFSET = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(String name, String type, long[] shape) {
        HostTensor.Type elementType() {
            return Arrays.stream(HostTensor.Type.values())
                    .filter(candidate -> candidate.id().equals(type))
                    .findFirst()
                    .orElseThrow(() -> damaged("tensor " + name + " has the unknown type " + type));
        }
    }

    private record Header(Map<String, String> attributes, List<Entry> tensors) {}

    public TensorFile {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    public byte[] encode() {
        byte[] header = headerBytes();
        int data = tensors.values().stream()
                .mapToInt(tensor -> tensor.readable().remaining())
                .reduce(0, Math::addExact);
        ByteBuffer file = ByteBuffer.allocate(HEADER_OFFSET + header.length + data + Sha256.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putInt(VERSION).putInt(header.length).put(header);
        tensors.values().forEach(tensor -> file.put(tensor.readable()));
        byte[] bytes = file.array();
        file.put(Sha256.of(ByteBuffer.wrap(bytes, 0, file.position())));
        return bytes;
    }

    /** @throws IncompatibleCheckpointException if the bytes are no intact tensor file, saying why */
    public static TensorFile decode(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        checkFrame(bytes, file);
        byte[] headerBytes = new byte[file.position(HEADER_OFFSET - 4).getInt()];
        file.get(headerBytes);
        Header header = header(headerBytes);
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        for (Entry entry : header.tensors()) {
            tensors.put(entry.name(), tensor(entry, file, bytes.length - Sha256.BYTES));
        }
        if (file.position() != bytes.length - Sha256.BYTES) {
            throw damaged("bytes follow its last tensor");
        }
        return new TensorFile(header.attributes(), tensors);
    }

    /** @throws IncompatibleCheckpointException if there is no such attribute */
    public String attribute(String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw damaged("it has no attribute " + name);
        }
        return value;
    }

    /** @throws IncompatibleCheckpointException if there is no such tensor */
    public HostTensor tensor(String name) {
        HostTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw damaged("it has no tensor " + name);
        }
        return tensor;
    }

    private static void checkFrame(byte[] bytes, ByteBuffer file) {
        int smallest = HEADER_OFFSET + Sha256.BYTES;
        if (bytes.length < smallest) {
            throw damaged("it has " + bytes.length + " bytes, the smallest has " + smallest);
        }
        if (!Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged("it does not begin with RGTTENSR");
        }
        int version = file.position(MAGIC.length).getInt();
        if (version != VERSION) {
            throw new IncompatibleCheckpointException(
                    "the tensor file is of version " + version + ", this worker reads version " + VERSION);
        }
        int content = bytes.length - Sha256.BYTES;
        byte[] stored = Arrays.copyOfRange(bytes, content, bytes.length);
        if (!Arrays.equals(stored, Sha256.of(ByteBuffer.wrap(bytes, 0, content)))) {
            throw damaged("its checksum does not match its content");
        }
        int headerLength = file.getInt();
        if (headerLength < 0 || headerLength > content - HEADER_OFFSET) {
            throw damaged("its header's length is " + headerLength);
        }
    }

    private static HostTensor tensor(Entry entry, ByteBuffer file, int end) {
        HostTensor.Type type = entry.elementType();
        long length = Arrays.stream(entry.shape()).reduce(type.bytes(), Math::multiplyExact);
        if (length < 0 || length > end - file.position()) {
            throw damaged("tensor " + entry.name() + " is cut off");
        }
        byte[] data = new byte[(int) length];
        file.get(data);
        return new HostTensor(type, entry.shape(), data);
    }

    private byte[] headerBytes() {
        List<Entry> entries = new ArrayList<>();
        tensors.forEach(
                (name, tensor) -> entries.add(new Entry(name, tensor.type().id(), tensor.shape())));
        try {
            return JSON.writeValueAsBytes(new Header(attributes, entries));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tensor file's header could not be written", e);
        }
    }

    private static Header header(byte[] bytes) {
        try {
            return JSON.readValue(new String(bytes, StandardCharsets.UTF_8), Header.class);
        } catch (JsonProcessingException e) {
            throw damaged("its header is not readable: " + e.getOriginalMessage());
        }
    }

    private static IncompatibleCheckpointException damaged(String reason) {
        return new IncompatibleCheckpointException("the tensor file is damaged: " + reason);
    }
}
