/** The training methods and their hyperparameters: what each means, its bounds, and its value in each preset. */
@NullMarked
package dev.regatta.protocol.method;

import org.jspecify.annotations.NullMarked;
