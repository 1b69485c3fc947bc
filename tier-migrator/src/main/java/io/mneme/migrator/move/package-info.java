/** The mover: carries decided moves out and announces what lies where from then on. */
@NullMarked
package io.mneme.migrator.move;

import org.jspecify.annotations.NullMarked;
