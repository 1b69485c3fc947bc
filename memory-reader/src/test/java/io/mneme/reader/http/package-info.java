/** Tests. */
@NullMarked
package io.mneme.reader.http;

import org.jspecify.annotations.NullMarked;
