/** Building the stores anew from the log, and comparing two states of them. */
@NullMarked
package io.mneme.writer.rebuild;

import org.jspecify.annotations.NullMarked;
