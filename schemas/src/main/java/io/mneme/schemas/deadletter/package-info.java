/** What rides in the headers of a dead letter. */
@NullMarked
package io.mneme.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
