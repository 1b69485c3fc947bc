package io.mneme.reader.rank;

import io.mneme.reader.pack.QuantisedVector;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param text the words
 * @param vector its direction; absent while the embedder does not answer
 */
public record Question(String text, @Nullable QuantisedVector vector) {}
