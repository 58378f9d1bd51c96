@NullMarked
package dev.regatta.coordinator.bench.functions;

import org.jspecify.annotations.NullMarked;
