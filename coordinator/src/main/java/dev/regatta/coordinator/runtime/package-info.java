/** One writer for every study: takes records, decides, commits, publishes; and the ports it needs. */
@NullMarked
package dev.regatta.coordinator.runtime;

import org.jspecify.annotations.NullMarked;
