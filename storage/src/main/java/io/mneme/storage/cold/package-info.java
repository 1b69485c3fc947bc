/** Object storage: where cold memories lie, and how an object of them is laid out. */
@NullMarked
package io.mneme.storage.cold;

import org.jspecify.annotations.NullMarked;
