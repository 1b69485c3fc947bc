/** Tests of how cold objects are laid out. */
@NullMarked
package io.mneme.storage.cold;

import org.jspecify.annotations.NullMarked;
