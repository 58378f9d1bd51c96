package dev.regatta.coordinator.runtime;

/** Keeps records that cannot be served, as they came, with the reason. */
public interface DeadLetters {

    /** Returns once the record is kept. */
    void keep(String topic, int partition, long offset, byte[] value, String reason);
}
