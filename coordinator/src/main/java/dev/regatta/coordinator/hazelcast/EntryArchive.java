package dev.regatta.coordinator.hazelcast;

import com.hazelcast.map.MapStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a Hazelcast map's entries are kept. An entry is whole and durable when it is stored; a failure to store it fails the
 * put, and so its client hears of it.
 */
interface EntryArchive extends MapStore<String, byte[]> {

    @Override
    default void storeAll(Map<String, byte[]> entries) {
        entries.forEach(this::store);
    }

    @Override
    default Map<String, byte[]> loadAll(Collection<String> keys) {
        Map<String, byte[]> loaded = new HashMap<>();
        for (String key : keys) {
            byte[] value = load(key);
            if (value != null) {
                loaded.put(key, value);
            }
        }
        return loaded;
    }

    @Override
    default void deleteAll(Collection<String> keys) {
        keys.forEach(this::delete);
    }

    /** The keys of all entries that are stored. */
    List<String> keys();

    /** None: entries are read when they are asked for. */
    @Override
    default Iterable<String> loadAllKeys() {
        return List.of();
    }
}
