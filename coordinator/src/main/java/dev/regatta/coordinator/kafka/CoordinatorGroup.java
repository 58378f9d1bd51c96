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
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Coordinators that share the inbox must share the database: else commands would be decided where nobody looks for them. Each member
 * of their consumer group says in its client's id which database it has.
 */
public final class CoordinatorGroup {

    private static final String PREFIX = "regatta-";
    private static final long TIMEOUT_SECONDS = 30;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private CoordinatorGroup() {}

    static String clientId(String installation) {
        return PREFIX + installation;
    }

    /**
     * Waits for a stranger's session to end, if it is only a dead one.
     *
     * @param name this coordinator's own
     * @throws IllegalStateException if a coordinator of another database reads the inbox of these brokers
     */
    public static void requireNoOtherInstallation(String bootstrap, String name, String installation) {
        stranger(bootstrap, name, member -> !member.clientId().equals(clientId(installation)))
                .ifPresent(other -> {
                    throw new IllegalStateException("kafka is " + bootstrap + ", which coordinator " + other
                            + " serves with another database: several coordinators need one PostgreSQL (--database)");
                });
    }

    /**
     * As {@link #requireNoOtherInstallation}, for a coordinator that was told of no others.
     *
     * @throws IllegalStateException if there is another
     */
    public static void requireNoOther(String bootstrap, String name) {
        stranger(bootstrap, name, member -> true).ifPresent(other -> {
            throw new IllegalStateException("hazelcast-members is empty, but coordinator " + other
                    + " serves the same brokers: must name the Hazelcast members of all coordinators");
        });
    }

    private static Optional<String> stranger(String bootstrap, String name, Predicate<MemberDescription> strange) {
        long deadline = System.nanoTime() + KafkaInbox.SESSION.plusSeconds(2).toNanos();
        try (Admin admin = Admin.create(KafkaClients.admin(bootstrap))) {
            Optional<String> stranger = look(admin, name, strange);
            while (stranger.isPresent() && System.nanoTime() < deadline) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                stranger = look(admin, name, strange);
            }
            return stranger;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "kafka is " + bootstrap + ", which cannot be reached: " + e.getMessage(), e);
        }
    }

    private static Optional<String> look(Admin admin, String name, Predicate<MemberDescription> strange)
            throws ExecutionException, TimeoutException {
        return members(admin).stream()
                .filter(member -> member.clientId().startsWith(PREFIX)
                        && !member.groupInstanceId().equals(Optional.of(name)))
                .filter(strange)
                .map(member -> member.groupInstanceId().orElse(member.host()))
                .findFirst();
    }

    private static Collection<MemberDescription> members(Admin admin) throws ExecutionException, TimeoutException {
        try {
            return admin.describeConsumerGroups(List.of(Topics.COORDINATOR_GROUP))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(Topics.COORDINATOR_GROUP)
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
