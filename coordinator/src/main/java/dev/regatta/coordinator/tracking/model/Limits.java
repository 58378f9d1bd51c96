package dev.regatta.coordinator.tracking.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** MLflow's limits. Each check throws a {@link TrackingException} that names the value and the bound. */
public final class Limits {

    public static final int KEY_LENGTH = 250;
    public static final int PARAM_LENGTH = 6000;
    public static final int TAG_LENGTH = 8000;
    public static final int EXPERIMENT_NAME_LENGTH = 500;
    public static final int EXPERIMENT_TAG_LENGTH = 5000;
    public static final int BATCH_METRICS = 1000;
    public static final int BATCH_PARAMS = 100;
    public static final int BATCH_TAGS = 100;
    public static final int BATCH_ENTRIES = 1000;
    public static final int PAGE = 50_000;
    public static final int DATASET_NAME_LENGTH = 500;
    public static final int DATASET_DIGEST_LENGTH = 36;
    public static final int DATASET_SOURCE_LENGTH = 1_048_575;
    public static final int DATASET_PROFILE_LENGTH = 16_777_215;

    /** Letters, digits and / _ . - space : as MLflow has it; the rest could not be the name of a file. */
    private static final Pattern KEY = Pattern.compile("[/\\w.\\- :]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** Keys double as paths, so those of which two would name one file are refused: a//b, /a, a/, ./a, a/../b. */
    private static final Pattern AMBIGUOUS_PATH = Pattern.compile("(^|.*/)(\\.{0,2})(/.*|$)", Pattern.DOTALL);

    private Limits() {}

    public static void check(Batch batch) {
        count("metrics", batch.metrics().size(), BATCH_METRICS);
        count("params", batch.params().size(), BATCH_PARAMS);
        count("tags", batch.tags().size(), BATCH_TAGS);
        int entries =
                batch.metrics().size() + batch.params().size() + batch.tags().size();
        count("metrics, params and tags", entries, BATCH_ENTRIES);
        batch.metrics().forEach(metric -> key("metric", metric.key()));
        batch.params().forEach(Limits::check);
        batch.tags().forEach(Limits::check);
        contradictions(batch.params());
    }

    public static void check(Tag tag) {
        key("tag", tag.key());
        length("tag " + tag.key(), tag.value(), TAG_LENGTH);
    }

    public static void experimentTag(Tag tag) {
        key("tag", tag.key());
        length("experiment tag " + tag.key(), tag.value(), EXPERIMENT_TAG_LENGTH);
    }

    public static void experimentName(String name) {
        if (name.isBlank()) {
            throw TrackingException.invalid("the experiment's name is empty, must have at least one character");
        }
        length("the experiment's name", name, EXPERIMENT_NAME_LENGTH);
    }

    public static void check(DatasetInput input) {
        required("dataset name", input.name(), DATASET_NAME_LENGTH);
        required("dataset digest", input.digest(), DATASET_DIGEST_LENGTH);
        required("dataset source_type", input.sourceType(), Integer.MAX_VALUE);
        required("dataset source", input.source(), DATASET_SOURCE_LENGTH);
        length("dataset schema", input.schema().orElse(""), DATASET_SOURCE_LENGTH);
        length("dataset profile", input.profile().orElse(""), DATASET_PROFILE_LENGTH);
        input.tags().forEach(Limits::check);
    }

    private static void required(String what, String value, int most) {
        if (value.isEmpty()) {
            throw TrackingException.invalid(what + " is empty, must have at least one character");
        }
        length(what, value, most);
    }

    /** @return {@code size} if it is a page's size that can be answered */
    public static int pageSize(long size) {
        if (size < 1 || size > PAGE) {
            throw TrackingException.invalid(
                    "Invalid value " + size + " for parameter 'max_results' supplied, must be ≥ 1 and ≤ " + PAGE);
        }
        return (int) size;
    }

    private static void check(Param param) {
        key("param", param.key());
        length("param " + param.key(), param.value(), PARAM_LENGTH);
    }

    private static void key(String kind, String key) {
        length(kind + " key '" + shortened(key) + "'", key, KEY_LENGTH);
        if (!KEY.matcher(key).matches() || AMBIGUOUS_PATH.matcher(key).matches()) {
            throw TrackingException.invalid(
                    "Invalid " + kind + " key '" + key
                            + "': must be letters, digits and / _ . - space :, with no empty, '.' or '..' part between slashes");
        }
    }

    private static void length(String what, String value, int most) {
        if (value.indexOf('\0') >= 0) {
            throw TrackingException.invalid(what + " holds the character NUL");
        }
        if (value.length() > most) {
            throw TrackingException.invalid(what + " has " + value.length() + " characters, must have ≤ " + most);
        }
    }

    private static void count(String what, int count, int most) {
        if (count > most) {
            throw TrackingException.invalid("the batch has " + count + " " + what + ", must have ≤ " + most);
        }
    }

    private static void contradictions(List<Param> params) {
        Map<String, String> seen = new HashMap<>();
        for (Param param : params) {
            String before = seen.putIfAbsent(param.key(), param.value());
            if (before != null && !before.equals(param.value())) {
                throw TrackingException.invalid("the batch gives param " + param.key() + " two values: '"
                        + shortened(before) + "' and '" + shortened(param.value()) + "'");
            }
        }
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** The text as a tag's value, cut where it is too long. */
    public static String tagValue(String text) {
        return text.length() <= TAG_LENGTH ? text : text.substring(0, TAG_LENGTH);
    }
}
