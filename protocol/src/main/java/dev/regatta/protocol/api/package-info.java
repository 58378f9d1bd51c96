/** The bodies of the REST API, as {@code openapi.yaml} describes them. */
@NullMarked
package dev.regatta.protocol.api;

import org.jspecify.annotations.NullMarked;
