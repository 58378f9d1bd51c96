package dev.regatta.coordinator.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The token that opens the server; only its hash is held. */
public final class BearerToken {

    private static final String SCHEME = "Bearer ";
    private static final int SHORTEST = 16;

    private final byte[] hash;

    private BearerToken(byte[] hash) {
        this.hash = hash;
    }

    /** @throws IllegalArgumentException if the file cannot be read or holds less than 16 characters */
    public static BearerToken read(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.length() < SHORTEST) {
                throw new IllegalArgumentException("token-file is " + file + ", whose token has " + token.length()
                        + " characters, must have ≥ " + SHORTEST);
            }
            return new BearerToken(sha256(token));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "token-file is " + file + ", which cannot be read: " + e.getMessage(), e);
        }
    }

    boolean allows(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null
                && header.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        hash, sha256(header.substring(SCHEME.length()).strip()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
