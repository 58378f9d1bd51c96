package dev.regatta.coordinator.s3;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where objects are kept: a bucket, and what all keys begin with.
 *
 * @param prefix empty, or ends with a slash
 * @param endpoint of a service other than Amazon's
 * @param region of the bucket; without one it is Amazon's usual settings' matter
 * @param pathStyle whether the bucket stands in the path rather than in the host's name
 */
public record S3Location(
        String bucket, String prefix, Optional<URI> endpoint, Optional<String> region, boolean pathStyle) {

    public static final String SCHEME = "s3://";

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    public S3Location {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    "the bucket is '" + bucket + "', must be 3 to 63 small letters, digits, '.' and '-'");
        }
    }

    /**
     * Reads {@code s3://bucket/prefix}.
     *
     * @throws IllegalArgumentException if it is no such address, naming it
     */
    public static S3Location of(String uri, Optional<String> endpoint, Optional<String> region, boolean pathStyle) {
        if (!uri.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "the address is '" + uri + "', must be s3://BUCKET or s3://BUCKET/PREFIX");
        }
        String[] parts = uri.substring(SCHEME.length()).split("/", 2);
        String path = parts.length == 1 ? "" : parts[1].replaceAll("^/+|/+$", "");
        return new S3Location(
                parts[0], path.isEmpty() ? "" : path + "/", endpoint.map(S3Location::url), region, pathStyle);
    }

    /** The place below this one. */
    public S3Location resolve(String folder) {
        return new S3Location(bucket, prefix + folder + "/", endpoint, region, pathStyle);
    }

    private static URI url(String text) {
        if (!text.matches("https?://[^/\\s]+/?")) {
            throw new IllegalArgumentException(
                    "s3-endpoint is '" + text + "', must be http://HOST:PORT or https://HOST");
        }
        return URI.create(text);
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + prefix
                + endpoint.map(url -> " at " + url).orElse("");
    }
}
