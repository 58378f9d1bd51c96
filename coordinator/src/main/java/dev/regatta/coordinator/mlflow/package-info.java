/** Copies experiments and runs from one MLflow server to another, over the API that every MLflow client uses. */
@NullMarked
package dev.regatta.coordinator.mlflow;

import org.jspecify.annotations.NullMarked;
