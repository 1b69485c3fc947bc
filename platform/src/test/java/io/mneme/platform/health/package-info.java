/** Tests of the package of the same name. */
@NullMarked
package io.mneme.platform.health;

import org.jspecify.annotations.NullMarked;
