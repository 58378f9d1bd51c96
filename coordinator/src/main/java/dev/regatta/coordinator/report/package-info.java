/** What a study found, as a table and a figure: pure functions from the API's views to text. */
@NullMarked
package dev.regatta.coordinator.report;

import org.jspecify.annotations.NullMarked;
