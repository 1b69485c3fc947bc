/** Tests of the package of this name, and of the whole pipeline it brings up. */
@NullMarked
package io.mneme.cli.stack;

import org.jspecify.annotations.NullMarked;
