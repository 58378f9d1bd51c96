/** What workers say of themselves, in {@code regatta.fleet}. */
@NullMarked
package dev.regatta.protocol.fleet;

import org.jspecify.annotations.NullMarked;
