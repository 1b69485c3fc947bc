/** The backends themselves, tried. */
@NullMarked
package io.mneme.testkit;

import org.jspecify.annotations.NullMarked;
