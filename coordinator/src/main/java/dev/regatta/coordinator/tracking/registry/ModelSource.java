package dev.regatta.coordinator.tracking.registry;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Where a model version's files may lie: a URI whose path leads nowhere else than it says, or a folder of this machine that
 * belongs to the version's run, since a version is read by whoever may read the registry.
 */
final class ModelSource {

    private static final Pattern REMOTE = Pattern.compile("(?!file:)[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);
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

    private static boolean leadsElsewhere(String uri) {
        String plain = uri;
        for (String before = ""; !plain.equals(before); ) {
            before = plain;
            plain = decoded(plain);
        }
        return plain.indexOf('\0') >= 0 || List.of(plain.split("[/\\\\]", -1)).contains("..");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static boolean isWithin(String source, String artifacts) {
        boolean local = artifacts.startsWith("/") || artifacts.startsWith(FILE);
        return local && source.indexOf('\0') < 0 && path(source).startsWith(path(artifacts));
    }

    private static Path path(String source) {
        String plain = source.startsWith(FILE) ? source.substring(FILE.length()).replaceFirst("^//+", "/") : source;
        return Path.of(plain).toAbsolutePath().normalize();
    }

    private static String shown(String source) {
        return source.replaceAll("\\p{Cntrl}", "?");
    }
}
