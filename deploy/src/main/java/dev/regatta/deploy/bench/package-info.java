/** {@code regatta bench simulate|recovery}: what needs coordinator and workers at once. */
@NullMarked
package dev.regatta.deploy.bench;

import org.jspecify.annotations.NullMarked;
