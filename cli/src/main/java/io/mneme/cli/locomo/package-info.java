/** Reads conversations and questions in the format of the LoCoMo benchmark. */
@NullMarked
package io.mneme.cli.locomo;

import org.jspecify.annotations.NullMarked;
