/** Where a Mneme runs, and how its HTTP API is spoken to. */
@NullMarked
package io.mneme.cli.client;

import org.jspecify.annotations.NullMarked;
