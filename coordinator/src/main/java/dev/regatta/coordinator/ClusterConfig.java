package dev.regatta.coordinator;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A coordinator among others of the same database.
 *
 * @param name this one's own, the same after each restart
 * @param hazelcastMembers the Hazelcast members of all of them, {@code HOST:PORT}; empty for a coordinator that is alone
 */
public record ClusterConfig(String name, List<String> hazelcastMembers) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,100}");
    private static final Pattern MEMBER = Pattern.compile("(.+):(\\d{1,5})");

    /** @throws IllegalArgumentException if a value is out of bounds, naming the key, the value and the bound */
    public ClusterConfig {
        hazelcastMembers = List.copyOf(hazelcastMembers);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is " + name + ", must be 1 to 100 letters, digits, dots, hyphens or underscores");
        }
        hazelcastMembers.forEach(member -> {
            var parts = MEMBER.matcher(member);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) < 1 || Integer.parseInt(parts.group(2)) > 65_535) {
                throw new IllegalArgumentException(
                        "hazelcast-members has " + member + ", must be HOST:PORT with a port from 1 to 65535");
            }
        });
    }

    /** A coordinator that is alone, named by its machine and the port that no other there can have. */
    static ClusterConfig alone(int hazelcastPort) {
        return new ClusterConfig(usualName(hazelcastPort), List.of());
    }

    static String usualName(int hazelcastPort) {
        return hostName() + "-" + hazelcastPort;
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            return name.replaceAll("[^a-z0-9._-]", "_").substring(0, Math.min(name.length(), 90));
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** True if others are to be there too. */
    public boolean isShared() {
        return !hazelcastMembers.isEmpty();
    }
}
