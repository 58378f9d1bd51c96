package dev.regatta.coordinator.tracking.search;

import dev.regatta.coordinator.tracking.model.TrackingException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;

/** Where a search goes on; opaque to clients, and of use only to the search that gave it. */
final class PageToken {

    private PageToken() {}

    static String of(long offset, SearchRequest request) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(offset)
                .putInt(fingerprint(request))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws TrackingException if the token is none, or another search's */
    static long offset(String token, SearchRequest request) {
        if (token.isEmpty()) {
            return 0;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            long offset = bytes.getLong();
            if (offset >= 0 && bytes.getInt() == fingerprint(request) && !bytes.hasRemaining()) {
                return offset;
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static int fingerprint(SearchRequest request) {
        return Objects.hash(request.filter(), request.orderBy(), request.view().name());
    }

    private static TrackingException invalid() {
        return TrackingException.invalid("Invalid page token: must be one that this same search returned");
    }
}
