/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli;

import org.jspecify.annotations.NullMarked;
