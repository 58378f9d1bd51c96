/** The networks: named tensors, layers as functions on them, the encoder, its branches and its heads. */
@NullMarked
package dev.regatta.worker.model;

import org.jspecify.annotations.NullMarked;
