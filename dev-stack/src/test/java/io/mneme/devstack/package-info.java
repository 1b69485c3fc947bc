/** The servers, really started, killed and started again. */
@NullMarked
package io.mneme.devstack;

import org.jspecify.annotations.NullMarked;
