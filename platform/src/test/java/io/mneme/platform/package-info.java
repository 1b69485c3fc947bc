/** Tests of the package of the same name. */
@NullMarked
package io.mneme.platform;

import org.jspecify.annotations.NullMarked;
