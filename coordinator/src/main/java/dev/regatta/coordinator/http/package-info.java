/** The REST API, the event stream and the dashboard's files. */
@NullMarked
package dev.regatta.coordinator.http;

import org.jspecify.annotations.NullMarked;
