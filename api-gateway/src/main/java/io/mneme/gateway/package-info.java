/** The edge: the public HTTP API, its configuration and its wiring. */
@NullMarked
package io.mneme.gateway;

import org.jspecify.annotations.NullMarked;
