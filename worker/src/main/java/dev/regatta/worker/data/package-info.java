/** Data sets: samples that training reads, and labels that only the evaluation can reach. */
@NullMarked
package dev.regatta.worker.data;

import org.jspecify.annotations.NullMarked;
