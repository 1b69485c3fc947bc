/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.deadletters;

import org.jspecify.annotations.NullMarked;
