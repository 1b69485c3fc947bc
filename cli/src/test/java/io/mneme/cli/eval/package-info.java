/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.eval;

import org.jspecify.annotations.NullMarked;
