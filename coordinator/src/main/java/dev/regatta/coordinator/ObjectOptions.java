package dev.regatta.coordinator;

import dev.regatta.coordinator.artifacts.ArtifactConfig;
import dev.regatta.coordinator.s3.S3Location;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say where artifacts and checkpoints are kept. Credentials come from where Amazon's tools take them:
 * AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or the machine's role.
 */
final class ObjectOptions {

    @Option(
            names = "--artifacts",
            paramLabel = "PLACE",
            defaultValue = "${env:REGATTA_ARTIFACTS}",
            description = "A folder or s3://BUCKET/PREFIX (default: artifacts in the data directory).")
    private @Nullable String artifacts;

    @Option(
            names = "--checkpoints",
            paramLabel = "PLACE",
            defaultValue = "${env:REGATTA_CHECKPOINTS}",
            description = "s3://BUCKET/PREFIX, instead of files in the data directory.")
    private @Nullable String checkpoints;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            defaultValue = "${env:REGATTA_S3_ENDPOINT}",
            description = "An S3 service other than Amazon's.")
    private @Nullable String endpoint;

    @Option(
            names = "--s3-region",
            paramLabel = "REGION",
            defaultValue = "${env:REGATTA_S3_REGION}",
            description = "The bucket's region (default: AWS_REGION, or the profile's).")
    private @Nullable String region;

    @Option(
            names = "--s3-path-style",
            defaultValue = "${env:REGATTA_S3_PATH_STYLE:-false}",
            fallbackValue = "true", // without it the option means the opposite of its default
            description = "The bucket stands in the path, as most services other than Amazon's want it.")
    private boolean pathStyle;

    /** @throws IllegalArgumentException if the place is no such address, in one line */
    ArtifactConfig artifacts(Path dataDirectory) {
        Path usual = dataDirectory.toAbsolutePath().resolve("artifacts");
        String place = given(artifacts).orElse(usual.toString());
        return place.startsWith(S3Location.SCHEME)
                ? new ArtifactConfig(usual, Optional.of(location(place)))
                : ArtifactConfig.folder(Path.of(place).toAbsolutePath());
    }

    /** Empty if checkpoints are kept in files. */
    Optional<S3Location> checkpoints() {
        return given(checkpoints).map(this::location);
    }

    private S3Location location(String place) {
        return S3Location.of(place, given(endpoint), given(region), pathStyle);
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }
}
