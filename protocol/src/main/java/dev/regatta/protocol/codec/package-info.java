/** JSON of every message; its form is held by golden files. */
@NullMarked
package dev.regatta.protocol.codec;

import org.jspecify.annotations.NullMarked;
