/** Fetches published data sets: download, check, unpack. */
@NullMarked
package dev.regatta.coordinator.fetch;

import org.jspecify.annotations.NullMarked;
