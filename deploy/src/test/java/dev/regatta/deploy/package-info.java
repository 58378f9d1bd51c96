/** Tests that run the whole system as its users do: in processes of its own. */
@NullMarked
package dev.regatta.deploy;

import org.jspecify.annotations.NullMarked;
