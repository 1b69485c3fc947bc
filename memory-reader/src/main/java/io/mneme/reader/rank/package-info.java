/** Which memories matter for a question: a pure function over a pack. */
@NullMarked
package io.mneme.reader.rank;

import org.jspecify.annotations.NullMarked;
