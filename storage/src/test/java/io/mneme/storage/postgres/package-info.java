/** The pure parts of the stores on PostgreSQL. */
@NullMarked
package io.mneme.storage.postgres;

import org.jspecify.annotations.NullMarked;
