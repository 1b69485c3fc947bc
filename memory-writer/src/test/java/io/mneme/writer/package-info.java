/** Tests of the writer: pure, simulated, and on real backends. */
@NullMarked
package io.mneme.writer;

import org.jspecify.annotations.NullMarked;
