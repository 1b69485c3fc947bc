/** API keys as they stand in the log. */
@NullMarked
package io.mneme.schemas.key;

import org.jspecify.annotations.NullMarked;
