@NullMarked
package dev.regatta.coordinator.s3;

import org.jspecify.annotations.NullMarked;
