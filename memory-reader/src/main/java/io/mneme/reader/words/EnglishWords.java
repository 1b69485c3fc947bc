package io.mneme.reader.words;

import java.util.List;

/**
 * Text to index terms: words by Unicode's rules, without possessive, in lower case, without stop
 * words, stemmed (Porter). Words of other languages pass through as they are, a little shortened.
 *
 * <p>Each call builds its own chain, which costs a few microseconds: Lucene's analysers keep one
 * for every thread, and requests run on threads that live for one request.
 */
public final class EnglishWords {

  private EnglishWords() {}

  /** The terms of a text, in order, repeated as often as they stand in it. */
  public static List<String> terms(String text) {
    return new TermStream().terms(text);
  }
}
