package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Experiment;
import dev.regatta.coordinator.tracking.model.Metric;
import dev.regatta.coordinator.tracking.model.Run;
import dev.regatta.coordinator.tracking.model.RunInfo;
import dev.regatta.coordinator.tracking.search.Attribute;
import dev.regatta.coordinator.tracking.search.Comparison;
import dev.regatta.coordinator.tracking.search.Field;
import dev.regatta.coordinator.tracking.search.Operand;
import dev.regatta.coordinator.tracking.search.OrderBy;
import dev.regatta.coordinator.tracking.search.Query;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Says what a search means by looking at every candidate: the measure for stores that search faster. */
final class ReferenceSearch {

    private ReferenceSearch() {}

    /** @param value a field's value of a candidate, a {@link Double}, a {@link Long} or a {@link String} */
    static <T> List<T> search(
            Collection<T> candidates, Query query, BiFunction<T, Field, Optional<? extends Comparable<?>>> value) {
        Comparator<T> order = query.order().stream()
                .map(key -> ReferenceSearch.<T>order(key, value))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        return candidates.stream()
                .filter(candidate -> query.filter().stream()
                        .allMatch(comparison -> value.apply(candidate, comparison.field())
                                .filter(found -> matches(found, comparison))
                                .isPresent()))
                .sorted(order)
                .skip(query.offset())
                .limit(query.limit())
                .toList();
    }

    private static <T> Comparator<T> order(OrderBy key, BiFunction<T, Field, Optional<? extends Comparable<?>>> value) {
        return Comparator.comparing(candidate -> value.apply(candidate, key.field()), order(key.ascending()));
    }

    static Optional<? extends Comparable<?>> value(Run run, Field field) {
        if (field instanceof Field.OfMetric metric) {
            return run.latest().stream()
                    .filter(point -> point.key().equals(metric.key()))
                    .map(Metric::value)
                    .findFirst();
        } else if (field instanceof Field.OfParam param) {
            return Optional.ofNullable(run.params().get(param.key()));
        } else if (field instanceof Field.OfTag tag) {
            return Optional.ofNullable(run.tags().get(tag.key()));
        }
        if (field instanceof Field.OfDataset dataset) {
            return run.inputs().stream()
                    .map(input -> switch (dataset.key()) {
                        case NAME -> input.name();
                        case DIGEST -> input.digest();
                        case CONTEXT -> input.context();
                    })
                    .findFirst();
        }
        return value(run.info(), ((Field.OfAttribute) field).attribute());
    }

    static Optional<? extends Comparable<?>> value(Experiment experiment, Field field) {
        if (field instanceof Field.OfTag tag) {
            return Optional.ofNullable(experiment.tags().get(tag.key()));
        }
        return switch (((Field.OfAttribute) field).attribute()) {
            case EXPERIMENT_ID -> Optional.of(experiment.id());
            case NAME -> Optional.of(experiment.name());
            case CREATION_TIME -> Optional.of(experiment.creationTimeMs());
            case LAST_UPDATE_TIME -> Optional.of(experiment.lastUpdateTimeMs());
            default -> throw new IllegalArgumentException(field.toString());
        };
    }

    private static Optional<? extends Comparable<?>> value(RunInfo info, Attribute attribute) {
        return switch (attribute) {
            case RUN_ID -> Optional.of(info.runId());
            case RUN_NAME -> Optional.of(info.name());
            case STATUS -> Optional.of(info.status().name());
            case USER_ID -> Optional.of(info.userId());
            case ARTIFACT_URI -> Optional.of(info.artifactUri());
            case START_TIME -> Optional.of(info.startTimeMs());
            case END_TIME ->
                info.endTimeMs().isPresent() ? Optional.of(info.endTimeMs().getAsLong()) : Optional.empty();
            default -> throw new IllegalArgumentException(attribute.toString());
        };
    }

    private static boolean matches(Comparable<?> value, Comparison comparison) {
        if (comparison.operand() instanceof Operand.Num number) {
            return matches(((Number) value).doubleValue(), comparison, number.value());
        } else if (comparison.operand() instanceof Operand.Texts texts) {
            return texts.values().contains(value.toString())
                    == comparison.operator().symbol().equals("IN");
        }
        return matches(value.toString(), comparison, ((Operand.Text) comparison.operand()).value());
    }

    private static boolean matches(double value, Comparison comparison, double wanted) {
        return switch (comparison.operator()) {
            case EQ -> value == wanted;
            case NE -> value != wanted;
            case LT -> value < wanted;
            case LE -> value <= wanted;
            case GT -> value > wanted;
            case GE -> value >= wanted;
            default -> throw new IllegalArgumentException(comparison.toString());
        };
    }

    private static boolean matches(String value, Comparison comparison, String wanted) {
        return switch (comparison.operator()) {
            case EQ -> value.equals(wanted);
            case NE -> !value.equals(wanted);
            case LIKE -> like(value, wanted);
            case ILIKE -> like(value.toLowerCase(Locale.ROOT), wanted.toLowerCase(Locale.ROOT));
            default -> throw new IllegalArgumentException(comparison.toString());
        };
    }

    private static boolean like(String value, String pattern) {
        String regex = "\\Q" + pattern.replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q") + "\\E";
        return Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches();
    }

    /** Values first, in the given direction; then NaN; then nothing. */
    private static Comparator<Optional<? extends Comparable<?>>> order(boolean ascending) {
        Comparator<Optional<? extends Comparable<?>>> byValue =
                (one, other) -> one.isEmpty() || other.isEmpty() ? 0 : compare(one.get(), other.get());
        return Comparator.<Optional<? extends Comparable<?>>>comparingInt(ReferenceSearch::rank)
                .thenComparing(ascending ? byValue : byValue.reversed());
    }

    private static int rank(Optional<? extends Comparable<?>> value) {
        return value.map(found -> found instanceof Double number && Double.isNaN(number) ? 1 : 0)
                .orElse(2);
    }

    private static int compare(Comparable<?> one, Comparable<?> other) {
        if (one instanceof Double number) {
            return number.compareTo((Double) other);
        } else if (one instanceof Long number) {
            return number.compareTo((Long) other);
        }
        return one.toString().compareTo(other.toString());
    }
}
