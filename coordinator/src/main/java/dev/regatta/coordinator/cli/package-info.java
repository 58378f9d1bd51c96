/** The commands of the launcher: a local installation and its children, and a client of the REST API. */
@NullMarked
package dev.regatta.coordinator.cli;

import org.jspecify.annotations.NullMarked;
