/** The only place that knows SQL, Redis keys and object layout. */
@NullMarked
package io.mneme.storage;

import org.jspecify.annotations.NullMarked;
