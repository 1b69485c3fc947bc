/** Tests of the gateway as a whole. */
@NullMarked
package io.mneme.gateway;

import org.jspecify.annotations.NullMarked;
