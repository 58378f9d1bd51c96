/** Tests of the metrics' names. */
@NullMarked
package dev.regatta.protocol.metric;

import org.jspecify.annotations.NullMarked;
