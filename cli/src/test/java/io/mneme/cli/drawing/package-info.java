/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.drawing;

import org.jspecify.annotations.NullMarked;
