/** Runs and metrics in an MLflow tracking server. */
@NullMarked
package dev.regatta.worker.mlflow;

import org.jspecify.annotations.NullMarked;
