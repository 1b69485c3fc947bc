/** What was said, and every other intent a client can put into the log. */
@NullMarked
package io.mneme.schemas.event;

import org.jspecify.annotations.NullMarked;
