/** Tests of the mover, with a store and a log in memory that can fail and be overtaken. */
@NullMarked
package io.mneme.migrator.move;

import org.jspecify.annotations.NullMarked;
