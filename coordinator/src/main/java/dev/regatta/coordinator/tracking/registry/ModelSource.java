package dev.regatta.coordinator.tracking.registry;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model version's files may lie: a URI whose path leads nowhere else than it says, or a folder of this machine that
 * belongs to the version's run, since a version is read by whoever may read the registry.
 */
final class ModelSource {

    private static final Pattern REMOTE = Pattern.compile("(?!file:)[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final String FILE = "file:";

    private ModelSource() {}

    /**
     * @param runId empty if the version has no run
     * @param artifactUri where a run's artifacts lie
     * @throws TrackingException if the source may not be one
     */
    static void check(String source, String runId, UnaryOperator<String> artifactUri) {
        if (REMOTE.matcher(source).matches()) {
            if (leadsElsewhere(source)) {
                throw TrackingException.invalid("Invalid model version source: '" + shown(source)
                        + "'. If supplying a source as an http, https, local file path, ftp, objectstore, or"
                        + " mlflow-artifacts uri, an absolute path must be provided without any path references"
                        + " present.");
            }
        } else if (runId.isEmpty() || !isWithin(source, artifactUri.apply(runId))) {
            throw TrackingException.invalid("Invalid model version source: '" + shown(source)
                    + "'. To use a local path as a model version source, the run_id request parameter has to be"
                    + " specified and the local path has to be contained within the artifact directory of the run.");
        }
    }

    /** Escapes are decoded until there are none left: whoever reads the URI may do so more than once. */
    private static boolean leadsElsewhere(String uri) {
        String plain = uri;
        for (String before = ""; !plain.equals(before); ) {
            before = plain;
            plain = ESCAPE.matcher(before)
                    .replaceAll(escape ->
                            Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(escape.group(1), 16))));
        }
        return plain.indexOf('\0') >= 0 || List.of(plain.split("[/\\\\]", -1)).contains("..");
    }

    private static boolean isWithin(String source, String artifacts) {
        boolean local = artifacts.startsWith("/") || artifacts.startsWith(FILE);
        return local && source.indexOf('\0') < 0 && (folder(source) + "/").startsWith(folder(artifacts) + "/");
    }

    /** The absolute path without {@code .} and {@code ..}; empty if it is none. */
    private static String folder(String source) {
        String plain = source.startsWith(FILE) ? source.substring(FILE.length()).replaceFirst("^//+", "/") : source;
        Deque<String> names = new ArrayDeque<>();
        for (String name : plain.split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return plain.startsWith("/") ? "/" + String.join("/", names) : "";
    }

    private static String shown(String source) {
        return source.replaceAll("\\p{Cntrl}", "?");
    }
}
