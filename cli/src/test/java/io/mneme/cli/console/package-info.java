/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.console;

import org.jspecify.annotations.NullMarked;
