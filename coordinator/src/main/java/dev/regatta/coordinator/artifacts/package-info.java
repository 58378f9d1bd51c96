/** Where runs' artifacts are kept: a folder, or a bucket of an S3 service. */
@NullMarked
package dev.regatta.coordinator.artifacts;

import org.jspecify.annotations.NullMarked;
