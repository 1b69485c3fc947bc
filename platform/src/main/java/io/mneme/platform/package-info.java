/** How a service lives. No domain. */
@NullMarked
package io.mneme.platform;

import org.jspecify.annotations.NullMarked;
