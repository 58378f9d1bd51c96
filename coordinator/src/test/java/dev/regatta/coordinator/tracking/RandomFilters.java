package dev.regatta.coordinator.tracking;

import static dev.regatta.coordinator.tracking.RandomRuns.pick;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Filters and orders over {@link RandomRuns}, in all the ways in which clients write them. */
final class RandomFilters {

    private static final List<String> ARITHMETIC = List.of("=", "!=", "<", "<=", ">", ">=");
    private static final List<String> TEXTUAL = List.of("=", "!=", "LIKE", "ILIKE", "like");
    private static final List<String> PATTERNS = List.of("%", "x%", "%Y", "_", "a_b", "a!b", "100%", "\\", "%'%", "X");

    private RandomFilters() {}

    static String filter(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> comparison(random))
                .collect(Collectors.joining(random.nextBoolean() ? " AND " : " and "));
    }

    static List<String> order(Random random) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> field(random) + pick(List.of("", " ASC", " DESC", " desc"), random))
                .toList();
    }

    private static String comparison(Random random) {
        return switch (random.nextInt(7)) {
            case 0 ->
                "metrics." + key(random) + space(random) + pick(ARITHMETIC, random) + space(random)
                        + pick(RandomRuns.NUMBERS, random);
            case 1 ->
                pick(List.of("params.", "tags.", "tag."), random) + key(random) + " " + pick(TEXTUAL, random) + " "
                        + text(random);
            case 2 ->
                pick(List.of("start_time", "attributes.end_time", "Created"), random)
                        + pick(ARITHMETIC, random)
                        + random.nextInt(4);
            case 4 ->
                pick(List.of("datasets.name", "dataset.digest", "datasets.context"), random) + " "
                        + pick(TEXTUAL, random) + " " + pick(List.of("'training'", "'x%'", "'d1'", "'X'"), random);
            case 5 -> "datasets.context" + pick(List.of(" IN ", " NOT IN "), random) + "('training', 'x')";
            case 3 ->
                "attributes.run_name" + pick(List.of(" IN ", " NOT IN ", " not in"), random)
                        + "('run 1', 'run 2',\"run 9\")";
            default ->
                pick(List.of("status", "attr.user_id", "run_name"), random) + " " + pick(TEXTUAL, random) + " "
                        + pick(List.of("'FINISHED'", "'%i%'", "\"ada\"", "'BOB'"), random);
        };
    }

    private static String field(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> "metrics." + key(random);
            case 1 -> pick(List.of("params.", "tags."), random) + key(random);
            default -> pick(List.of("start_time", "attributes.end_time", "run_name", "user_id"), random);
        };
    }

    private static String key(Random random) {
        String key = pick(RandomRuns.KEYS, random);
        String quote = key.contains(" ") ? pick(List.of("`", "\""), random) : pick(List.of("`", "\"", ""), random);
        return quote + key + quote;
    }

    private static String space(Random random) {
        return pick(List.of("", " ", "  "), random);
    }

    private static String text(Random random) {
        String text = random.nextBoolean() ? pick(PATTERNS, random) : pick(RandomRuns.TEXTS, random);
        String quote = pick(List.of("'", "\""), random);
        return quote + text.replace(quote, quote + quote) + quote;
    }
}
