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

/** The chain of {@link EnglishWords} for many texts, one after the other; used by one thread. */
public final class TermStream {
  private final StandardTokenizer words = new StandardTokenizer();
  private final TokenStream stems =
      new PorterStemFilter(
          new StopFilter(
              new LowerCaseFilter(new EnglishPossessiveFilter(words)),
              EnglishAnalyzer.ENGLISH_STOP_WORDS_SET));
  private final CharTermAttribute term = stems.addAttribute(CharTermAttribute.class);

  /** The terms of a text, in order, repeated as often as they stand in it. */
  public List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    words.setReader(new StringReader(text));
    try (stems) { // closed, a chain takes the next text
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
}
