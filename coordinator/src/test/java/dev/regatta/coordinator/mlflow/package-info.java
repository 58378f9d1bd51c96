@NullMarked
package dev.regatta.coordinator.mlflow;

import org.jspecify.annotations.NullMarked;
