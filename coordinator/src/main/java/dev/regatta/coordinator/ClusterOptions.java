package dev.regatta.coordinator;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a coordinator among others. */
final class ClusterOptions {

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "${env:REGATTA_NAME}",
            description = "This coordinator's name among those of one database, the same after each restart (default:"
                    + " the machine's name and the Hazelcast port).")
    private @Nullable String name;

    @Option(
            names = "--hazelcast-members",
            paramLabel = "HOST:PORT",
            split = ",",
            defaultValue = "${env:REGATTA_HAZELCAST_MEMBERS}",
            description = "Hazelcast members of all coordinators of the database, with commas; needs PostgreSQL, and"
                    + " checkpoints and artifacts in S3 or in a folder that all share (default: this one is alone).")
    private @Nullable List<String> hazelcastMembers;

    ClusterConfig config(int hazelcastPort) {
        String own = Optional.ofNullable(name)
                .filter(given -> !given.isEmpty())
                .orElseGet(() -> ClusterConfig.usualName(hazelcastPort));
        List<String> members = hazelcastMembers == null
                ? List.of()
                : hazelcastMembers.stream()
                        .filter(member -> !member.isBlank())
                        .map(String::strip)
                        .toList();
        return new ClusterConfig(own, members);
    }
}
