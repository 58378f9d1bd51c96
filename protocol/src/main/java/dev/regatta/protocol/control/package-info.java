/** What the coordinator tells a worker about its attempt, in {@code regatta.control}. */
@NullMarked
package dev.regatta.protocol.control;

import org.jspecify.annotations.NullMarked;
