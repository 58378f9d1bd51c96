package dev.regatta.protocol;

/** The Kafka topics. Values are JSON; the key is what orders a topic. */
public final class Topics {
    /** Everything that can change a study: users' commands, workers' facts. Keyed by study: one total order a study. */
    public static final String INBOX = "regatta.inbox";
    /** {@code RunTrial}, one an attempt; read through a share group. Keyed by attempt. */
    public static final String WORK = "regatta.work";
    /** What the coordinator tells a worker about its lease. Keyed by worker, which reads its key's partition alone. */
    public static final String CONTROL = "regatta.control";
    /** Every event, after its commit, at least once. Keyed by study. */
    public static final String JOURNAL = "regatta.journal";
    /** Workers' heartbeats. Keyed by worker. */
    public static final String FLEET = "regatta.fleet";
    /** Answers to users' requests, for the coordinator that waits for them. Keyed by request. */
    public static final String REPLIES = "regatta.replies";
    /** Records that could not be read, as they came, with the reason in the header {@code reason}. */
    public static final String DEAD_LETTER = "regatta.dead-letter";

    /** Consumer group of the coordinators. */
    public static final String COORDINATOR_GROUP = "regatta-coordinators";
    /** Share group of the workers. */
    public static final String WORKER_GROUP = "regatta-workers";

    private Topics() {}
}
