package dev.regatta.worker.hazelcast;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a stored checkpoint consists of.
 *
 * @param version form of this manifest
 * @param bytes size of the whole
 * @param sha256 hash of the whole, lower-case hex
 * @param chunkBytes size of every chunk but the last
 * @param chunkSha256 hash of each chunk in order
 */
record Manifest(int version, long bytes, String sha256, int chunkBytes, List<String> chunkSha256) {
    static final int VERSION = 1;

    Manifest {
        chunkSha256 = List.copyOf(chunkSha256);
    }

    static Manifest of(byte[] content, int chunkBytes) {
        List<String> hashes = new ArrayList<>();
        for (int from = 0; from < content.length; from += chunkBytes) {
            hashes.add(sha256(ByteBuffer.wrap(content, from, Math.min(chunkBytes, content.length - from))));
        }
        return new Manifest(VERSION, content.length, sha256(ByteBuffer.wrap(content)), chunkBytes, hashes);
    }

    static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
