@NullMarked
package dev.regatta.coordinator.search.tpe;

import org.jspecify.annotations.NullMarked;
