/** What the mover needs: a memory changes tier, and lies in exactly one. */
@NullMarked
package io.mneme.storage.tier;

import org.jspecify.annotations.NullMarked;
