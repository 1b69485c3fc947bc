/** Plots as SVG, for a page or a browser. */
@NullMarked
package io.mneme.cli.drawing;

import org.jspecify.annotations.NullMarked;
