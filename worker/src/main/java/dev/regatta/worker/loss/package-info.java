/** The terms of the objective, each a function of tensors. */
@NullMarked
package dev.regatta.worker.loss;

import org.jspecify.annotations.NullMarked;
