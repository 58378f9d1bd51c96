@NullMarked
package dev.regatta.protocol.codec;

import org.jspecify.annotations.NullMarked;
