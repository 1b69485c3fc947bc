/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.erasure;

import org.jspecify.annotations.NullMarked;
