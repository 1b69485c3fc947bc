/** Tests of the package of the same name. */
@NullMarked
package io.mneme.platform.kafka;

import org.jspecify.annotations.NullMarked;
