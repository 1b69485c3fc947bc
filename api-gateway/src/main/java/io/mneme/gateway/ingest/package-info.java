/** How admitted events reach the log, one by one, in batches and in streams. */
@NullMarked
package io.mneme.gateway.ingest;

import org.jspecify.annotations.NullMarked;
