/** A bucket of an S3 service: objects by key. */
@NullMarked
package dev.regatta.coordinator.s3;

import org.jspecify.annotations.NullMarked;
