package dev.regatta.worker.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * An array of numbers in a file or in memory. A file is memory-mapped, in segments, so that it may be larger than memory.
 * Immutable, safe for many threads.
 */
final class NumericArray {
    /** Divisible by every element's size, so that no element lies across two segments. */
    private static final int SEGMENT_BYTES = 1 << 30;

    private final String name;
    private final Header header;
    private final ByteBuffer[] segments;

    /**
     * How bytes become numbers.
     *
     * @param dataOffset where the first element is, in bytes from the begin of the file
     * @param shape lengths of the axes
     * @param fortran whether the first axis runs fastest, rather than the last
     */
    record Header(ElementType type, ByteOrder order, long dataOffset, long[] shape, boolean fortran) {

        /** @throws DataException if the shape does not fit into a file */
        long elements(String name) {
            try {
                return Arrays.stream(shape).reduce(1, Math::multiplyExact);
            } catch (ArithmeticException e) {
                throw new DataException(
                        name + ": has the shape " + Arrays.toString(shape) + ", which no file can hold");
            }
        }

        private void checkLength(String name, long bytes) {
            long elements = elements(name);
            long expected = dataOffset + elements * type.bytes();
            if (elements > Long.MAX_VALUE / 16 || bytes != expected) {
                throw new DataException(name + ": has " + bytes + " bytes, expected " + expected + ": " + dataOffset
                        + " before the data, then " + elements + " elements of " + type.bytes() + " bytes");
            }
        }
    }

    private NumericArray(String name, Header header, ByteBuffer[] segments) {
        this.name = name;
        this.header = header;
        this.segments = segments;
        for (ByteBuffer segment : segments) {
            segment.order(header.order());
        }
    }

    /** An array whose file is in memory. */
    static NumericArray of(String name, Header header, byte[] file) {
        header.checkLength(name, file.length);
        int offset = Math.toIntExact(header.dataOffset());
        ByteBuffer data = ByteBuffer.wrap(file, offset, file.length - offset).slice();
        return new NumericArray(name, header, split(data));
    }

    /** An array that stays in its file. */
    static NumericArray map(Path file, Header header) {
        try (FileChannel channel = FileChannel.open(file)) {
            header.checkLength(file.toString(), channel.size());
            long bytes = channel.size() - header.dataOffset();
            ByteBuffer[] segments = new ByteBuffer[Math.toIntExact((bytes + SEGMENT_BYTES - 1) / SEGMENT_BYTES)];
            for (int s = 0; s < segments.length; s++) {
                long start = (long) s * SEGMENT_BYTES;
                segments[s] = channel.map(
                        FileChannel.MapMode.READ_ONLY,
                        header.dataOffset() + start,
                        Math.min(SEGMENT_BYTES, bytes - start));
            }
            return new NumericArray(file.toString(), header, segments);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": could not be read: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer[] split(ByteBuffer data) {
        ByteBuffer[] segments = new ByteBuffer[(data.limit() + SEGMENT_BYTES - 1) / SEGMENT_BYTES];
        for (int s = 0; s < segments.length; s++) {
            int start = s * SEGMENT_BYTES;
            segments[s] = data.slice(start, Math.min(SEGMENT_BYTES, data.limit() - start));
        }
        return segments;
    }

    /** The file and, of an archive, the array in it. */
    String name() {
        return name;
    }

    ElementType type() {
        return header.type();
    }

    long[] shape() {
        return header.shape().clone();
    }

    /** How many elements apart neighbours along each axis lie. */
    long[] strides() {
        long[] shape = header.shape();
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = 0; i < shape.length; i++) {
            int axis = header.fortran() ? i : shape.length - 1 - i;
            strides[axis] = step;
            step *= shape[axis];
        }
        return strides;
    }

    /** The element at a place in the file, counted from 0. */
    double at(long element) {
        long position = element * header.type().bytes();
        return header.type().at(segments[(int) (position / SEGMENT_BYTES)], (int) (position % SEGMENT_BYTES));
    }

    /** Where an element is, for messages. */
    String place(long element) {
        return name + ": offset "
                + (header.dataOffset() + element * header.type().bytes());
    }

    /** Checksum of the elements' bytes. */
    long checksum() {
        CRC32 crc = new CRC32();
        for (ByteBuffer segment : segments) {
            crc.update(segment.duplicate());
        }
        return crc.getValue();
    }
}
