/** API keys made, listed and revoked by the operator. */
@NullMarked
package io.mneme.cli.keys;

import org.jspecify.annotations.NullMarked;
