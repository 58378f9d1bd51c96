package dev.regatta.protocol.fleet;

import dev.regatta.protocol.Topics;
import java.util.regex.Pattern;

/** Names of worker pools, and where a pool's work lies. */
public final class PoolName {
    /** The pool of workers that name none. */
    public static final String DEFAULT = "default";

    /** What a name must be, for people. */
    public static final String RULE = "1 to 40 lower-case letters, digits or inner dashes";

    private static final Pattern VALID = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    private PoolName() {}

    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** The topic of the pool's work. */
    public static String topic(String pool) {
        return pool.equals(DEFAULT) ? Topics.WORK : Topics.WORK + "." + pool;
    }

    /** The share group through which the pool's workers read it: a broker bounds the members of a group. */
    public static String group(String pool) {
        return pool.equals(DEFAULT) ? Topics.WORKER_GROUP : Topics.WORKER_GROUP + "." + pool;
    }
}
