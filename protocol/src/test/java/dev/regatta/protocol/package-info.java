@NullMarked
package dev.regatta.protocol;

import org.jspecify.annotations.NullMarked;
