/** Plots as text: no library, no fonts, equal bytes for equal figures. */
@NullMarked
package dev.regatta.protocol.svg;

import org.jspecify.annotations.NullMarked;
