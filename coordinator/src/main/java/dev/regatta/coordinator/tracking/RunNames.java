package dev.regatta.coordinator.tracking;

import dev.regatta.coordinator.tracking.model.Tag;
import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run's name and its tag {@code mlflow.runName} are one and the same. */
final class RunNames {

    private RunNames() {}

    /** The name that a request gives in the one or the other way; refuses two that differ. */
    static Optional<String> agreed(Optional<String> name, List<Tag> tags) {
        Optional<String> tagged = last(tags);
        if (name.isPresent() && tagged.isPresent() && !name.equals(tagged)) {
            throw TrackingException.invalid("run_name is '" + name.get() + "' and the tag " + Tag.RUN_NAME + " is '"
                    + tagged.get() + "', must be the same");
        }
        return name.or(() -> tagged);
    }

    /** The name among the tags; the last one counts. */
    static Optional<String> last(List<Tag> tags) {
        return tags.stream()
                .filter(tag -> tag.key().equals(Tag.RUN_NAME))
                .map(Tag::value)
                .reduce((earlier, later) -> later);
    }

    static List<Tag> tagged(List<Tag> tags, String name) {
        List<Tag> all = new ArrayList<>(tags);
        all.add(new Tag(Tag.RUN_NAME, name));
        return all;
    }
}
