/** The {@code ./mneme} command: what every subcommand shares. */
@NullMarked
package io.mneme.cli;

import org.jspecify.annotations.NullMarked;
