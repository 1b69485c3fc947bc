/** How text becomes words that can be found. */
@NullMarked
package io.mneme.reader.words;

import org.jspecify.annotations.NullMarked;
