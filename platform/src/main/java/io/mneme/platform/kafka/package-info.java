/**
 * The consumer loop: one class polls, one commits, one gives records up. The loop's thread calls
 * every handler.
 */
@NullMarked
package io.mneme.platform.kafka;

import org.jspecify.annotations.NullMarked;
