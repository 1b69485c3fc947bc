/** Answering a question: the freshest pack that can be had, ranked, and honest about its state. */
@NullMarked
package io.mneme.reader.recall;

import org.jspecify.annotations.NullMarked;
