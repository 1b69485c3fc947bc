/** What may enter the log: pure validation of what a client sends, no I/O. */
@NullMarked
package io.mneme.gateway.admission;

import org.jspecify.annotations.NullMarked;
