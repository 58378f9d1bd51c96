package dev.regatta.worker.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Classes by name, numbered in the order of their names, or of their values where all names are whole numbers. */
final class ClassNames {
    private static final int MOST = 10_000;

    private final Map<String, Integer> numbers;

    private ClassNames(Map<String, Integer> numbers) {
        this.numbers = numbers;
    }

    static ClassNames of(Collection<String> names) {
        if (names.size() > MOST) {
            throw new DataException(
                    "there are " + names.size() + " classes, must be ≤ " + MOST + "; is the label a measured value?");
        }
        boolean whole = names.stream().allMatch(name -> name.matches("-?\\d{1,18}"));
        Comparator<String> order = whole ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
        List<String> sorted = names.stream().sorted(order).toList();
        return new ClassNames(
                IntStream.range(0, sorted.size()).boxed().collect(Collectors.toMap(sorted::get, Function.identity())));
    }

    /** @throws DataException if no class has the name */
    int number(String name, String place) {
        Integer number = numbers.get(name.strip());
        if (number == null) {
            throw new DataException(place + ": class is \"" + name + "\", must be one of the training samples'");
        }
        return number;
    }

    Labels labels(List<Integer> values) {
        return new Labels(values.stream().mapToInt(Integer::intValue).toArray(), numbers.size());
    }
}
