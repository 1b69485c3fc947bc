/** The databases a read may go to: replicas and the primary. */
@NullMarked
package io.mneme.reader.database;

import org.jspecify.annotations.NullMarked;
