/** What every command shares: the shell around it, tables, progress, failing in a sentence. */
@NullMarked
package io.mneme.cli.console;

import org.jspecify.annotations.NullMarked;
