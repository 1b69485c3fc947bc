/** Tests. */
@NullMarked
package io.mneme.reader.database;

import org.jspecify.annotations.NullMarked;
