package dev.regatta.protocol.api;

/** What a program outside the fleet is to do with its trial. */
public enum Directive {
    /** Go on. */
    CONTINUE,
    /** The trial is not worth going on with: give it back, it ends. */
    PRUNE,
    /** Others come first: give it back, it may go on later. */
    PAUSE,
    /** The study ends: give it back, it ends. */
    STOP
}
