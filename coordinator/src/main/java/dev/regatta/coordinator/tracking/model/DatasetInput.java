package dev.regatta.coordinator.tracking.model;

import java.util.List;
import java.util.Optional;

/**
 * A data set that a run read.
 *
 * @param digest tells versions of one name apart
 * @param source where it comes from, in the form that {@code sourceType} names
 * @param tags what the run says of it, such as the context in which it was read
 */
public record DatasetInput(
        String name,
        String digest,
        String sourceType,
        String source,
        Optional<String> schema,
        Optional<String> profile,
        List<Tag> tags) {

    /** The tag that says what the run read it for, such as training. */
    public static final String CONTEXT = "mlflow.data.context";

    public DatasetInput {
        tags = List.copyOf(tags);
    }

    /** Empty if there is none. */
    public String context() {
        return tags.stream()
                .filter(tag -> tag.key().equals(CONTEXT))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }
}
