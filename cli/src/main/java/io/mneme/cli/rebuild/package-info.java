/** The stores, built anew from the log, and compared. */
@NullMarked
package io.mneme.cli.rebuild;

import org.jspecify.annotations.NullMarked;
