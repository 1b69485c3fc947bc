/** Everything a store holds, in one order and one form, so that two states can be compared. */
@NullMarked
package io.mneme.storage.verify;

import org.jspecify.annotations.NullMarked;
