/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.tiers;

import org.jspecify.annotations.NullMarked;
