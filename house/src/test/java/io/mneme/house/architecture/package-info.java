/** Directions between rooms and the habits of the code. */
@NullMarked
package io.mneme.house.architecture;

import org.jspecify.annotations.NullMarked;
