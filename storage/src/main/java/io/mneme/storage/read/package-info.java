/** What a reader needs: a subject's memories, revisions, positions, turns and sessions. */
@NullMarked
package io.mneme.storage.read;

import org.jspecify.annotations.NullMarked;
