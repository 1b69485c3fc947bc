/** Tests. */
@NullMarked
package io.mneme.reader.served;

import org.jspecify.annotations.NullMarked;
