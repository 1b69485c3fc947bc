/**
 * What every room shares: who a memory belongs to, where a record stands in the log, how JSON is
 * written.
 */
@NullMarked
package io.mneme.schemas;

import org.jspecify.annotations.NullMarked;
