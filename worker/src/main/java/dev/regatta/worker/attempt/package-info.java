/** One attempt of a trial as seen by its worker: pure decisions, and the ports training and the adapters meet at. */
@NullMarked
package dev.regatta.worker.attempt;

import org.jspecify.annotations.NullMarked;
