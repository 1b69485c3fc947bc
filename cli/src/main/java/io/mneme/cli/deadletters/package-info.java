/** Records no worker could apply: listed, shown, sent again. */
@NullMarked
package io.mneme.cli.deadletters;

import org.jspecify.annotations.NullMarked;
