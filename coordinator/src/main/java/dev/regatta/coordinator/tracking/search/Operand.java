package dev.regatta.coordinator.tracking.search;

import java.util.List;

/** What a field is compared with. */
public sealed interface Operand {

    record Num(double value) implements Operand {}

    record Text(String value) implements Operand {}

    /** Never empty. */
    record Texts(List<String> values) implements Operand {
        public Texts {
            values = List.copyOf(values);
        }
    }
}
