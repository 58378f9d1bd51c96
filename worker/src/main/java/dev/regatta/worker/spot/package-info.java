/** Notices of cloud providers that this machine will be taken away. */
@NullMarked
package dev.regatta.worker.spot;

import org.jspecify.annotations.NullMarked;
