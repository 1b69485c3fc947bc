/** The tier-migrator: the process that decides where memories lie, and carries them there. */
@NullMarked
package io.mneme.migrator;

import org.jspecify.annotations.NullMarked;
