/** Tests of the package of the same name. */
@NullMarked
package io.mneme.gateway.docs;

import org.jspecify.annotations.NullMarked;
