package dev.regatta.coordinator.store.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A statement under construction, with its arguments beside it. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    /** Adds a piece of the statement; {@code values} are its question marks'. */
    Sql add(String piece, Object... values) {
        text.append(piece).append(' ');
        arguments.addAll(Arrays.asList(values));
        return this;
    }

    Sql add(Sql piece) {
        text.append(piece.text);
        arguments.addAll(piece.arguments);
        return this;
    }

    /** Adds {@code (?, ?, …)}. */
    Sql list(Collection<?> values) {
        text.append('(')
                .append(String.join(", ", Collections.nCopies(values.size(), "?")))
                .append(") ");
        arguments.addAll(values);
        return this;
    }

    /** Adds {@code (1, 2, …)}, for which there may be too many to be arguments. */
    Sql numbers(Collection<Long> values) {
        text.append(values.stream().map(value -> Long.toString(value)).collect(Collectors.joining(", ", "(", ") ")));
        return this;
    }

    Query query(Handle handle) {
        return handle.select(text.toString(), arguments.toArray());
    }
}
