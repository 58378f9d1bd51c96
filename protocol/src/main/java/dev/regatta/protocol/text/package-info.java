/** Plain text for people at a terminal. */
@NullMarked
package dev.regatta.protocol.text;

import org.jspecify.annotations.NullMarked;
