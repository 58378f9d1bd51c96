package dev.regatta.worker.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The header of NumPy's array files, versions 1 to 3: the magic string, the version, the header's length, and a Python
 * dictionary with {@code descr}, {@code fortran_order} and {@code shape}. Nothing is ever unpickled.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The .npy format</a>
 */
final class NpyFile {
    /** No header that is in order is longer. */
    static final int MOST_HEADER_BYTES = 1 << 16;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=])([A-Za-z]\\d*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d\\sL,]*)\\)");

    private NpyFile() {}

    /**
     * Reads the header.
     *
     * @param start the file's first bytes, {@link #MOST_HEADER_BYTES} of them or the whole file
     * @throws DataException if it is none that can be used
     */
    static NumericArray.Header header(String name, byte[] start) {
        if (start.length < MAGIC.length + 4 || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
            throw new DataException(name + ": offset 0: is no .npy file, expected \\x93NUMPY and a version");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw new DataException(name + ": offset 6: the format's version is " + version + ", must be 1, 2 or 3");
        }
        int lengthBytes = version == 1 ? 2 : 4;
        int first = 8 + lengthBytes;
        if (start.length < first) {
            throw new DataException(name + ": offset 8: ends before the header's length");
        }
        ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1 ? bytes.getShort(8) & 0xffff : bytes.getInt(8) & 0xffff_ffffL;
        if (first + length > start.length) {
            throw new DataException(
                    name + ": offset 8: the header has " + length + " bytes, must be ≤ " + (start.length - first));
        }
        String text = new String(start, first, (int) length, StandardCharsets.UTF_8);
        return parse(name, text, first, first + length);
    }

    private static NumericArray.Header parse(String name, String text, int offset, long dataOffset) {
        String place = name + ": offset " + offset + ": ";
        Matcher descr = find(DESCR, text, place + "the header names no plain dtype");
        String dtype = descr.group(1) + descr.group(2);
        ElementType type = ElementType.of(descr.group(2))
                .orElseThrow(() -> new DataException(
                        place + "the dtype is \"" + dtype + "\", must be one of " + "u1, i1, i2, i4, i8, f4, f8"
                                + (dtype.contains("O") ? "; object arrays are never read" : "")));
        boolean fortran = find(ORDER, text, place + "the header has no fortran_order")
                .group(1)
                .equals("True");
        String axes = find(SHAPE, text, place + "the header has no shape").group(1);
        return new NumericArray.Header(
                type,
                descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                dataOffset,
                shape(axes, place),
                fortran);
    }

    private static long[] shape(String axes, String place) {
        try {
            return Stream.of(axes.replace("L", "").split(","))
                    .map(String::strip)
                    .filter(axis -> !axis.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new DataException(place + "the shape is (" + axes + "), must be whole numbers");
        }
    }

    private static Matcher find(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new DataException(otherwise + " in \"" + text.strip() + "\"");
        }
        return matcher;
    }
}
