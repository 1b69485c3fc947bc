/** Tests of the package of the same name. */
@NullMarked
package io.mneme.platform.line;

import org.jspecify.annotations.NullMarked;
