/** A question asked on the command line, and the table that answers it. */
@NullMarked
package io.mneme.cli.recall;

import org.jspecify.annotations.NullMarked;
