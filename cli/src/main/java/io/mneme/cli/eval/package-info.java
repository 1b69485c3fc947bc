/** How well recall finds what matters: load, ask, measure, report. */
@NullMarked
package io.mneme.cli.eval;

import org.jspecify.annotations.NullMarked;
