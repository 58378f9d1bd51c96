/** What a benchmark reports, the same for every {@code regatta bench}. */
@NullMarked
package dev.regatta.protocol.bench;

import org.jspecify.annotations.NullMarked;
