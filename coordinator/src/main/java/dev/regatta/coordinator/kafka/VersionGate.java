package dev.regatta.coordinator.kafka;

import dev.regatta.coordinator.runtime.OlderCoordinatorException;
import dev.regatta.protocol.StudyId;
import dev.regatta.protocol.Topics;
import dev.regatta.protocol.Versioned;
import dev.regatta.protocol.command.Command;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;

/**
 * In front of the inbox while coordinators of different versions may run side by side: lets no command through that one of the group could
 * not decide. One that joins afterwards notices by itself. Thread-safe.
 */
public final class VersionGate implements Function<Command, CompletableFuture<StudyId>>, AutoCloseable {

    private final Admin admin;
    private final Function<Command, CompletableFuture<StudyId>> inbox;

    public VersionGate(String bootstrap, Function<Command, CompletableFuture<StudyId>> inbox) {
        this.admin = Admin.create(KafkaClients.admin(bootstrap));
        this.inbox = inbox;
    }

    /** Fails with an {@link OlderCoordinatorException} where an older coordinator runs. */
    @Override
    public CompletableFuture<StudyId> apply(Command command) {
        int needed = Versioned.of(command);
        return needed <= Versioned.FIRST
                ? inbox.apply(command)
                : members()
                        .thenCompose(members -> {
                            int common = common(members);
                            return common < needed
                                    ? CompletableFuture.failedFuture(new OlderCoordinatorException(
                                            command.getClass().getSimpleName(), needed, common))
                                    : inbox.apply(command);
                        })
                        .toCompletableFuture();
    }

    private CompletionStage<Collection<MemberDescription>> members() {
        return admin.describeConsumerGroups(List.of(Topics.COORDINATOR_GROUP))
                .describedGroups()
                .values()
                .iterator()
                .next()
                .toCompletionStage()
                .thenApply(ConsumerGroupDescription::members);
    }

    /** The newest version that all of them read. */
    private static int common(Collection<MemberDescription> members) {
        return members.stream()
                .mapToInt(member ->
                        GroupIdentity.of(member).map(GroupIdentity::reads).orElse(Versioned.FIRST))
                .min()
                .orElse(Versioned.NEWEST);
    }

    @Override
    public void close() {
        admin.close();
    }
}
