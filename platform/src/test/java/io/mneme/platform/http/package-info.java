/** Tests of the package of the same name. */
@NullMarked
package io.mneme.platform.http;

import org.jspecify.annotations.NullMarked;
