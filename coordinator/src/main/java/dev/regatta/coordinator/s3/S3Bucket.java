package dev.regatta.coordinator.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The objects of a bucket below a prefix. An object appears whole or not at all, and is durable when a put returns; requests
 * are tried again a few times. Credentials are Amazon's usual ones: the environment, a profile, the machine's role. Blocks;
 * safe for use from many threads. Whatever goes wrong is an {@link UncheckedIOException} that names the object.
 */
public final class S3Bucket implements AutoCloseable {

    /** Larger files go in parts of this size; at 10,000 parts at most, 156 GiB are the largest file. */
    private static final int PART_BYTES = 16 << 20;

    private static final int NOT_FOUND = 404;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

    private final S3Location location;
    private final S3Client client;

    public S3Bucket(S3Location location) {
        this.location = location;
        S3ClientBuilder builder = S3Client.builder()
                .forcePathStyle(location.pathStyle())
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(SOCKET_TIMEOUT)
                        .build());
        location.endpoint()
                .ifPresent(other -> builder.endpointOverride(other)
                        // Few services but Amazon's know checksums that follow a body in pieces.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(config -> config.chunkedEncodingEnabled(false)));
        location.region()
                .or(() -> location.endpoint().map(other -> "us-east-1"))
                .ifPresent(region -> builder.region(Region.of(region)));
        this.client = builder.build();
    }

    /**
     * What is known of an object.
     *
     * @param size in bytes
     * @param tag changes with its content
     */
    public record Found(long size, String tag) {}

    /** An object or a folder; {@code size} is in bytes, 0 for a folder. */
    public record Entry(String name, boolean folder, long size) {}

    /** @throws UncheckedIOException if the bucket cannot be reached, or its keys not be listed */
    public void requireReachable() {
        doing(
                "be reached",
                "",
                () -> client.listObjectsV2(list ->
                        list.bucket(location.bucket()).prefix(location.prefix()).maxKeys(1)));
    }

    public void put(String key, byte[] content) {
        doing(
                "be written",
                key,
                () -> client.putObject(
                        put -> put.bucket(location.bucket()).key(full(key)), RequestBody.fromBytes(content)));
    }

    public void put(String key, Path file) throws IOException {
        long size = Files.size(file);
        if (size <= PART_BYTES) {
            doing(
                    "be written",
                    key,
                    () -> client.putObject(
                            put -> put.bucket(location.bucket()).key(full(key)), RequestBody.fromFile(file)));
        } else {
            putInParts(key, file, size);
        }
    }

    private void putInParts(String key, Path file, long size) {
        String upload = doing(
                "be written",
                key,
                () -> client.createMultipartUpload(
                                create -> create.bucket(location.bucket()).key(full(key)))
                        .uploadId());
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long from = 0; from < size; from += PART_BYTES) {
                parts.add(putPart(key, file, upload, parts.size() + 1, from, Math.min(PART_BYTES, size - from)));
            }
            doing(
                    "be written",
                    key,
                    () -> client.completeMultipartUpload(complete -> complete.bucket(location.bucket())
                            .key(full(key))
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts))));
        } catch (RuntimeException e) {
            doing(
                    "be given up",
                    key,
                    () -> client.abortMultipartUpload(abort ->
                            abort.bucket(location.bucket()).key(full(key)).uploadId(upload)));
            throw e;
        }
    }

    private CompletedPart putPart(String key, Path file, String upload, int number, long from, long length) {
        RequestBody body = RequestBody.fromContentProvider(() -> open(file, from), length, "application/octet-stream");
        String tag = doing(
                "be written",
                key,
                () -> client.uploadPart(
                                part -> part.bucket(location.bucket())
                                        .key(full(key))
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .contentLength(length),
                                body)
                        .eTag());
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private static InputStream open(Path file, long from) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(file);
            return Channels.newInputStream(channel.position(from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Found> find(String key) {
        return ifThere("be found", key, () -> {
            HeadObjectResponse head = client.headObject(
                    request -> request.bucket(location.bucket()).key(full(key)));
            return new Found(head.contentLength(), head.eTag());
        });
    }

    /** The whole object, if there is one. */
    public Optional<byte[]> read(String key) {
        return ifThere(
                "be read",
                key,
                () -> client.getObjectAsBytes(
                                get -> get.bucket(location.bucket()).key(full(key)))
                        .asByteArrayUnsafe());
    }

    /**
     * A piece of an object as it was found; fails if it has changed since.
     *
     * @param length ≥ 1; the piece lies within the object
     */
    public byte[] read(String key, Found found, long first, int length) {
        return doing(
                "be read",
                key,
                () -> client.getObjectAsBytes(get -> get.bucket(location.bucket())
                                .key(full(key))
                                .ifMatch(found.tag())
                                .range("bytes=" + first + "-" + (first + length - 1)))
                        .asByteArrayUnsafe());
    }

    /** Deletes the object, if it is there. */
    public void delete(String key) {
        doing(
                "be deleted",
                key,
                () -> client.deleteObject(
                        delete -> delete.bucket(location.bucket()).key(full(key))));
    }

    /**
     * What lies directly in a folder, by name.
     *
     * @param folder empty, or ends with a slash
     */
    public List<Entry> list(String folder) {
        List<Entry> entries = new ArrayList<>();
        for (ListObjectsV2Response page : pages(folder, "/")) {
            page.commonPrefixes()
                    .forEach(below -> entries.add(new Entry(
                            name(below.prefix().substring(0, below.prefix().length() - 1), folder), true, 0)));
            page.contents().stream()
                    .filter(object -> !object.key().endsWith("/"))
                    .forEach(object -> entries.add(new Entry(name(object.key(), folder), false, object.size())));
        }
        entries.sort(Comparator.comparing(Entry::name));
        return entries;
    }

    /**
     * Deletes all that lies in a folder or below.
     *
     * @param folder ends with a slash
     */
    public void deleteAll(String folder) {
        for (ListObjectsV2Response page : pages(folder, "")) {
            page.contents()
                    .forEach(object ->
                            delete(object.key().substring(location.prefix().length())));
        }
    }

    private Iterable<ListObjectsV2Response> pages(String folder, String delimiter) {
        List<ListObjectsV2Response> pages = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            String from = token.orElse("");
            pages.add(doing(
                    "be listed",
                    folder,
                    () -> client.listObjectsV2(list -> list.bucket(location.bucket())
                            .prefix(full(folder))
                            .delimiter(delimiter.isEmpty() ? null : delimiter)
                            .continuationToken(from.isEmpty() ? null : from))));
            token = Optional.ofNullable(pages.get(pages.size() - 1).nextContinuationToken());
        } while (token.isPresent());
        return pages;
    }

    private String name(String key, String folder) {
        return key.substring(full(folder).length());
    }

    private String full(String key) {
        return location.prefix() + key;
    }

    private <T> Optional<T> ifThere(String what, String key, Supplier<T> request) {
        return doing(what, key, () -> {
            try {
                return Optional.of(request.get());
            } catch (NoSuchBucketException e) {
                throw e;
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private <T> T doing(String what, String key, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            String message =
                    S3Location.SCHEME + location.bucket() + "/" + full(key) + " cannot " + what + ": " + e.getMessage();
            throw new UncheckedIOException(message, new IOException(message, e));
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return location.toString();
    }
}
