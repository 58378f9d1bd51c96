@NullMarked
package dev.regatta.protocol.bench;

import org.jspecify.annotations.NullMarked;
