/** A study's life, pure: its state, the trials' transition table, what it decides and how events change it. */
@NullMarked
package dev.regatta.coordinator.study;

import org.jspecify.annotations.NullMarked;
