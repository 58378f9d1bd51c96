/** What is learned without labels: DeepCluster-v2 and its self-distillation. */
@NullMarked
package dev.regatta.worker.method;

import org.jspecify.annotations.NullMarked;
