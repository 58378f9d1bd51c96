/** Benchmarks of training, k-means and evaluation, beside the machine's own matrix rate. */
@NullMarked
package dev.regatta.worker.bench;

import org.jspecify.annotations.NullMarked;
