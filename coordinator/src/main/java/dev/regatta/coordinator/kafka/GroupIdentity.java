package dev.regatta.coordinator.kafka;

import dev.regatta.protocol.Versioned;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.MemberDescription;

/**
 * What a coordinator says of itself to the others of its consumer group, in its client's id.
 *
 * @param installation what all coordinators of one database have in common
 * @param reads the newest version of messages that it reads; see {@link Versioned}
 */
record GroupIdentity(String installation, int reads) {

    private static final Pattern ID = Pattern.compile("regatta-(.+?)(?:-v(\\d{1,6}))?");

    String clientId() {
        return "regatta-" + installation + "-v" + reads;
    }

    /** Empty for a member that says nothing of itself. */
    static Optional<GroupIdentity> of(MemberDescription member) {
        return parse(member.clientId());
    }

    static Optional<GroupIdentity> parse(String clientId) {
        Matcher id = ID.matcher(clientId);
        return id.matches()
                ? Optional.of(new GroupIdentity(
                        id.group(1), id.group(2) == null ? Versioned.FIRST : Integer.parseInt(id.group(2))))
                : Optional.empty();
    }
}
