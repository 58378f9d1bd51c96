@NullMarked
package dev.regatta.coordinator.http.tracking;

import org.jspecify.annotations.NullMarked;
