/** Imperative messages: what a user, a worker or a timer asks of a study, and what the coordinator asks of workers. */
@NullMarked
package dev.regatta.protocol.command;

import org.jspecify.annotations.NullMarked;
