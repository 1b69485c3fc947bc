/** A second state beside the live one, filled from the log, and the switch of readers to it. */
@NullMarked
package io.mneme.storage.rebuild;

import org.jspecify.annotations.NullMarked;
