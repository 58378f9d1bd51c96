package dev.regatta.worker.kafka;

import dev.regatta.protocol.fleet.PoolName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Where a pool's work lies: made by its first worker, so that a pool is there once it has one. */
final class PoolTopic {
    private PoolTopic() {}

    /** @throws ExecutionException if the broker refuses */
    static void ensure(Admin admin, String pool) throws InterruptedException, ExecutionException {
        // One partition, as of the topic that all others share: else a record could wait behind a busy worker.
        NewTopic topic = new NewTopic(PoolName.topic(pool), Optional.of(1), Optional.empty());
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        ConfigEntry earliest = new ConfigEntry("share.auto.offset.reset", "earliest");
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.GROUP, PoolName.group(pool)),
                        List.of(new AlterConfigOp(earliest, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
