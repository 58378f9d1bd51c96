/**
 * What a trained encoder is looked at by once its training is over: clusters with their purity and their nearest samples,
 * and its embeddings in two dimensions. Pure functions of the last state and the data.
 */
@NullMarked
package dev.regatta.worker.inspection;

import org.jspecify.annotations.NullMarked;
