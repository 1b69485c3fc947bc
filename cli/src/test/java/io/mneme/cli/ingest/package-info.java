/** Tests of the package of this name. */
@NullMarked
package io.mneme.cli.ingest;

import org.jspecify.annotations.NullMarked;
