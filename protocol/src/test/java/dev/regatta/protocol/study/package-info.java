@NullMarked
package dev.regatta.protocol.study;

import org.jspecify.annotations.NullMarked;
