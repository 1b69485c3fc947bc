/** Tests of the package of the same name. */
@NullMarked
package io.mneme.gateway.ingest;

import org.jspecify.annotations.NullMarked;
