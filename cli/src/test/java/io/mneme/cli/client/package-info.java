/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.client;

import org.jspecify.annotations.NullMarked;
