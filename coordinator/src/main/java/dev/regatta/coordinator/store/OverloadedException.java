package dev.regatta.coordinator.store;

/** More writes wait than can be done in useful time; the same write may be tried again later. */
public final class OverloadedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OverloadedException(int mostWaiting) {
        super(mostWaiting + " writes wait already");
    }
}
