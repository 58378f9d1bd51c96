/** What is tracked: experiments, runs, metrics, params and tags, their limits, and what is wrong with a request. */
@NullMarked
package dev.regatta.coordinator.tracking.model;

import org.jspecify.annotations.NullMarked;
