package dev.regatta.coordinator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaTopicsTest {
    private static final Node BROKER = new Node(1, "localhost", 9092);

    private static TopicDescription topic(TopicPartitionInfo... partitions) {
        return new TopicDescription("regatta.inbox", false, List.of(partitions));
    }

    private static TopicPartitionInfo partition(int number, @Nullable Node leader) {
        return new TopicPartitionInfo(number, leader, List.of(BROKER), List.of(BROKER));
    }

    @Test
    void topicIsServedOnceEachOfItsPartitionsHasALeader() {
        assertThat(KafkaTopics.isServed(topic())).isFalse();
        assertThat(KafkaTopics.isServed(topic(partition(0, BROKER), partition(1, null))))
                .isFalse();
        assertThat(KafkaTopics.isServed(topic(partition(0, BROKER), partition(1, BROKER))))
                .isTrue();
    }
}
