package dev.regatta.coordinator.runtime;

import java.util.List;

/** Publishes messages. */
public interface MessagePublisher {

    /** Returns once every message is acknowledged, in their order for each topic and key; throws if one is not. */
    void publish(List<Outgoing> messages);
}
