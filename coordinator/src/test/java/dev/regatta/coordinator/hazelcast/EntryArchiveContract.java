package dev.regatta.coordinator.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every place for checkpoints does. */
@Timeout(60)
abstract class EntryArchiveContract {

    @TempDir
    Path folder;

    /** An archive that sees what others opened with the same folder have stored. */
    abstract EntryArchive open(Path folder);

    @Test
    void storedEntryIsThereAfterARestart() {
        byte[] chunk = new byte[3 << 20];
        new Random(1).nextBytes(chunk);
        open(folder).store("study/1/epoch-3#0", chunk);
        assertThat(open(folder).load("study/1/epoch-3#0")).isEqualTo(chunk);
    }

    @Test
    void entryIsReplacedAndDeleted() {
        EntryArchive archive = open(folder);
        archive.store("a", new byte[] {1});
        archive.store("a", new byte[] {2, 3});
        assertThat(archive.load("a")).containsExactly(2, 3);
        archive.delete("a");
        archive.delete("a");
        assertThat(archive.load("a")).isNull();
    }

    @Test
    void noKeyReachesAnother() {
        EntryArchive archive = open(folder);
        List<String> keys = List.of("../a", "a", "a/b", "a%2Fb", "ü b", ".");
        keys.forEach(key -> archive.store(key, key.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        for (String key : keys) {
            assertThat(new String(load(archive, key), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(key);
        }
    }

    @Test
    void manyAreStoredReadAndDeletedTogether() {
        EntryArchive archive = open(folder);
        archive.storeAll(Map.of("a", new byte[] {1}, "b", new byte[0], "c", new byte[] {3}));
        assertThat(archive.loadAll(List.of("a", "b", "none"))).containsOnlyKeys("a", "b");
        archive.deleteAll(List.of("a", "c"));
        assertThat(archive.loadAll(List.of("a", "b", "c"))).containsOnlyKeys("b");
    }

    private static byte[] load(EntryArchive archive, String key) {
        byte[] value = archive.load(key);
        return value == null ? new byte[0] : value;
    }
}
