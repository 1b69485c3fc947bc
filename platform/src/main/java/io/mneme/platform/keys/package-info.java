/** API keys: their form, the directory a service verifies them against, and their making. */
@NullMarked
package io.mneme.platform.keys;

import org.jspecify.annotations.NullMarked;
