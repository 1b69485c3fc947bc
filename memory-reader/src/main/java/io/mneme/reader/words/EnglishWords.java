package io.mneme.reader.words;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

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
    List<String> terms = new ArrayList<>();
    try (StandardTokenizer words = new StandardTokenizer();
        TokenStream stems = stems(words)) {
      words.setReader(new StringReader(text));
      CharTermAttribute term = stems.addAttribute(CharTermAttribute.class);
      stems.reset();
      while (stems.incrementToken()) {
        terms.add(term.toString());
      }
      stems.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
    return terms;
  }

  private static TokenStream stems(StandardTokenizer words) {
    return new PorterStemFilter(
        new StopFilter(
            new LowerCaseFilter(new EnglishPossessiveFilter(words)),
            EnglishAnalyzer.ENGLISH_STOP_WORDS_SET));
  }
}
