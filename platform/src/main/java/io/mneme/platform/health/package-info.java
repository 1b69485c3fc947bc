/** How a service says how it is: health endpoints and metrics, the same on every deployable. */
@NullMarked
package io.mneme.platform.health;

import org.jspecify.annotations.NullMarked;
