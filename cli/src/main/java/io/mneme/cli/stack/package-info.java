/** The commands that run the stack on this machine: up, down, status, test, setup. */
@NullMarked
package io.mneme.cli.stack;

import org.jspecify.annotations.NullMarked;
