/** The stores, in memory and real, held against their suites. */
@NullMarked
package io.mneme.testkit.store;

import org.jspecify.annotations.NullMarked;
