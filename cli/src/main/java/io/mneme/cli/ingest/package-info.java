/** Files of events into the log, in order for each user, with a progress bar. */
@NullMarked
package io.mneme.cli.ingest;

import org.jspecify.annotations.NullMarked;
