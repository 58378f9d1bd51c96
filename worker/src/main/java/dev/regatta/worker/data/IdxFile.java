package dev.regatta.worker.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of IDX files: two zero bytes, the elements' type, the number of axes, then each axis's length; all
 * big-endian.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The IDX format, on the page of MNIST</a>
 */
final class IdxFile {
    /** Of the longest header, 255 axes. */
    static final int MOST_HEADER_BYTES = 4 + 255 * 4;

    private IdxFile() {}

    /**
     * Reads the header.
     *
     * @param start the file's first bytes, {@link #MOST_HEADER_BYTES} of them or the whole file
     * @throws DataException if it is none that can be used
     */
    static NumericArray.Header header(String name, byte[] start) {
        if (start.length < 4 || start[0] != 0 || start[1] != 0) {
            throw new DataException(name + ": offset 0: is no IDX file, expected two zero bytes, a type and a rank");
        }
        ElementType type = switch (start[2]) {
            case 0x08 -> ElementType.U1;
            case 0x09 -> ElementType.I1;
            case 0x0b -> ElementType.I2;
            case 0x0c -> ElementType.I4;
            case 0x0d -> ElementType.F4;
            case 0x0e -> ElementType.F8;
            default ->
                throw new DataException("%s: offset 2: the type is 0x%02x, must be one of 08, 09, 0b, 0c, 0d, 0e"
                        .formatted(name, start[2]));
        };
        int rank = start[3] & 0xff;
        int end = 4 + 4 * rank;
        if (rank == 0 || start.length < end) {
            throw new DataException(name + ": offset 3: has " + rank + " axes, whose lengths need " + end
                    + " bytes; expected at least one axis, there are " + start.length + " bytes");
        }
        long[] shape = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            shape[axis] = ByteBuffer.wrap(start).getInt(4 + 4 * axis) & 0xffff_ffffL;
        }
        return new NumericArray.Header(type, ByteOrder.BIG_ENDIAN, end, shape, false);
    }
}
