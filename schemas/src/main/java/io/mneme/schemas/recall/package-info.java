/** What was served. */
@NullMarked
package io.mneme.schemas.recall;

import org.jspecify.annotations.NullMarked;
