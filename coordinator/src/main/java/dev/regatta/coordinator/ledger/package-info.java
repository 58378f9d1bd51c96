/** What studies take of their devices, and what comes of it: a fold of the journal, pure. */
@NullMarked
package dev.regatta.coordinator.ledger;

import org.jspecify.annotations.NullMarked;
