/** Reads, forwarded to the reader unchanged, so that a client needs one URL. */
@NullMarked
package io.mneme.gateway.reads;

import org.jspecify.annotations.NullMarked;
