/** What a user asks for: the study file as values, its validation, and its search space. */
@NullMarked
package dev.regatta.protocol.study;

import org.jspecify.annotations.NullMarked;
