/** What happened to a study, in the past tense. Only events change a study's state; the journal is their sequence. */
@NullMarked
package dev.regatta.protocol.event;

import org.jspecify.annotations.NullMarked;
