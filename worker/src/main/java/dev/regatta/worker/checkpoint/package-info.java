/** The tensor file: named arrays and attributes with a checksum, as checkpoints and prototypes are stored. */
@NullMarked
package dev.regatta.worker.checkpoint;

import org.jspecify.annotations.NullMarked;
