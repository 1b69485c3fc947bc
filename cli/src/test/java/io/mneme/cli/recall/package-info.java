/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.recall;

import org.jspecify.annotations.NullMarked;
