package dev.regatta.coordinator.kafka;

import dev.regatta.protocol.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Coordinators that share the inbox must share the database: else commands would be decided where nobody looks for them. Each member
 * of their consumer group says which it has; see {@link GroupIdentity}.
 */
public final class CoordinatorGroup {

    private static final long TIMEOUT_SECONDS = 30;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private CoordinatorGroup() {}

    /**
     * Waits for the session of a coordinator that should not be there to end, if it is only a dead one's.
     *
     * @param name this coordinator's own
     * @param expected whether this one was told of others of its database
     * @throws IllegalStateException if a coordinator of another database reads the inbox of these brokers, or one that was not
     *     expected
     */
    public static void requireNoStranger(String bootstrap, String name, String installation, boolean expected) {
        long deadline = System.nanoTime() + KafkaInbox.SESSION.plusSeconds(2).toNanos();
        try (Admin admin = Admin.create(KafkaClients.admin(bootstrap))) {
            Optional<String> problem = problem(admin, name, installation, expected);
            while (problem.isPresent() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                problem = problem(admin, name, installation, expected);
            }
            problem.ifPresent(reason -> {
                throw new IllegalStateException(reason);
            });
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "kafka is " + bootstrap + ", which cannot be reached: " + e.getMessage(), e);
        }
    }

    private static Optional<String> problem(Admin admin, String name, String installation, boolean expected)
            throws ExecutionException, TimeoutException {
        for (MemberDescription member : members(admin)) {
            String other = member.groupInstanceId().orElse(member.host());
            Optional<GroupIdentity> identity = GroupIdentity.of(member);
            if (identity.isEmpty() || other.equals(name)) {
                continue; // of an older version, or this one's last process
            }
            if (!identity.get().installation().equals(installation)) {
                return Optional.of("kafka has the coordinator " + other
                        + " of another database: several coordinators need one PostgreSQL (--database)");
            }
            if (!expected) {
                return Optional.of("hazelcast-members is empty, but coordinator " + other
                        + " serves the same database: must name the Hazelcast members of all coordinators");
            }
        }
        return Optional.empty();
    }

    private static Collection<MemberDescription> members(Admin admin) throws ExecutionException, TimeoutException {
        try {
            return admin.describeConsumerGroups(List.of(Topics.COORDINATOR_GROUP))
                    .describedGroups()
                    .values()
                    .iterator()
                    .next()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .members();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the coordinators' group was asked for", e);
        }
    }
}
