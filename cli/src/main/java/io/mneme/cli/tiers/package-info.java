/** What lies in which tier. */
@NullMarked
package io.mneme.cli.tiers;

import org.jspecify.annotations.NullMarked;
