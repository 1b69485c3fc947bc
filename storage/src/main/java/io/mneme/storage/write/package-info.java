/** What the writer needs: one transaction a batch, its progress and its outbox. */
@NullMarked
package io.mneme.storage.write;

import org.jspecify.annotations.NullMarked;
