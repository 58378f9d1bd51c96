/** The names and meanings of everything a trial measures. */
@NullMarked
package dev.regatta.protocol.metric;

import org.jspecify.annotations.NullMarked;
