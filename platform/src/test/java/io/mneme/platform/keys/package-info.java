/** Tests of the package of the same name. */
@NullMarked
package io.mneme.platform.keys;

import org.jspecify.annotations.NullMarked;
