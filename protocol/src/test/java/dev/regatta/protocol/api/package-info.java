@NullMarked
package dev.regatta.protocol.api;

import org.jspecify.annotations.NullMarked;
