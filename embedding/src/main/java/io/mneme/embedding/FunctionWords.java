package io.mneme.embedding;

import java.util.Set;

/**
 * Tokens that hold a sentence together and mean little alone: English articles, pronouns,
 * auxiliaries, prepositions, question words, what is left of contractions, punctuation.
 */
final class FunctionWords {
  private static final Set<String> WORDS =
      Set.of(
          ("a an and are as at be but by for if in into is it no not of on or such that the their"
                  + " then there these they this to was will with i you he she we what when where"
                  + " who which how did do does has have had his her him my your our me us its from"
                  + " about been can could would should so very just im s t")
              .split(" "));

  private FunctionWords() {}

  /** Whether a token of the model's vocabulary, in lower case as it stands there, is one. */
  static boolean has(String token) {
    return WORDS.contains(token)
        || (token.length() == 1 && !Character.isLetterOrDigit(token.charAt(0)));
  }
}
