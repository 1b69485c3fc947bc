/** Forgetting, and the receipt of it. */
@NullMarked
package io.mneme.cli.erasure;

import org.jspecify.annotations.NullMarked;
