/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.locomo;

import org.jspecify.annotations.NullMarked;
