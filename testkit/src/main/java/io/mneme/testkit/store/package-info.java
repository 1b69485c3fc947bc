/**
 * The suites every store must pass, and the stores in memory that pass them: what a test runs on
 * where no server is needed.
 */
@NullMarked
package io.mneme.testkit.store;

import org.jspecify.annotations.NullMarked;
