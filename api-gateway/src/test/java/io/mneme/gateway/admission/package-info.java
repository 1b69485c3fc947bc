/** Tests of the package of the same name. */
@NullMarked
package io.mneme.gateway.admission;

import org.jspecify.annotations.NullMarked;
