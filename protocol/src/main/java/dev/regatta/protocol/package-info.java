/** Ids shared by every message: who a record speaks of. */
@NullMarked
package dev.regatta.protocol;

import org.jspecify.annotations.NullMarked;
