/** What tests stand on: backends, services under test, fakes that pass the real suites. */
@NullMarked
package io.mneme.testkit;

import org.jspecify.annotations.NullMarked;
