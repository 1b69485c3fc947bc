/** What a run leaves behind: words, lines, a drawing. */
@NullMarked
package io.mneme.benchmarks.torture.report;

import org.jspecify.annotations.NullMarked;
