/** The worker: its command line, and the wiring of its parts. */
@NullMarked
package dev.regatta.worker;

import org.jspecify.annotations.NullMarked;
