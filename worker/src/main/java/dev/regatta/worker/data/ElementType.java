package dev.regatta.worker.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** What an array's elements are. All are read as real numbers. */
enum ElementType {
    U1(1, true),
    I1(1, true),
    I2(2, true),
    I4(4, true),
    I8(8, true),
    F4(4, false),
    F8(8, false);

    private final int bytes;
    private final boolean whole;

    ElementType(int bytes, boolean whole) {
        this.bytes = bytes;
        this.whole = whole;
    }

    int bytes() {
        return bytes;
    }

    /** Whether elements are whole numbers. */
    boolean whole() {
        return whole;
    }

    /** By NumPy's name without its byte order: {@code f4}. */
    static Optional<ElementType> of(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The element at a byte offset, as it is. */
    double at(ByteBuffer buffer, int offset) {
        return switch (this) {
            case U1 -> buffer.get(offset) & 0xff;
            case I1 -> buffer.get(offset);
            case I2 -> buffer.getShort(offset);
            case I4 -> buffer.getInt(offset);
            case I8 -> buffer.getLong(offset);
            case F4 -> buffer.getFloat(offset);
            case F8 -> buffer.getDouble(offset);
        };
    }
}
