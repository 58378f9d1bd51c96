package dev.regatta.coordinator.hazelcast;

import dev.regatta.coordinator.s3.S3Bucket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Hazelcast map's entries as objects of a bucket, one each, named by its key. */
final class S3MapStore implements EntryArchive {

    private final S3Bucket bucket;

    S3MapStore(S3Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public void store(String key, byte[] value) {
        bucket.put(name(key), value);
    }

    @Override
    public byte @Nullable [] load(String key) {
        return bucket.read(name(key)).orElse(null);
    }

    @Override
    public void delete(String key) {
        bucket.delete(name(key));
    }

    @Override
    public List<String> keys() {
        return bucket.list("").stream()
                .map(S3Bucket.Entry::name)
                .flatMap(name -> EntryName.key(name).stream())
                .toList();
    }

    private static String name(String key) {
        return EntryName.of(key);
    }
}
