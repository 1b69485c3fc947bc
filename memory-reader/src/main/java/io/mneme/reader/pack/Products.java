package io.mneme.reader.pack;

import java.util.List;

/** Dot products of the small whole numbers vectors are kept in, as this machine does them best. */
interface Products {

  /** Those of the widest instructions this process may use. */
  Products BEST = mayBeWide() && WideProducts.fit() ? new WideProducts() : new PlainProducts();

  /**
   * The product of two vectors of bytes between -127 and 127.
   *
   * @param question a whole vector
   * @param values holds another of its length
   * @param from where that begins
   */
  int dot(byte[] question, byte[] values, int from);

  /**
   * For each word of a question the largest product with a memory's words, each of these in its own
   * length: a cosine, but for the length of the question's word.
   *
   * @param words packed, one after the other
   * @param inverseLengths of the words
   */
  float[] nearest(Asked question, byte[] words, float[] inverseLengths);

  /**
   * The words of a question, in both widths.
   *
   * @param bytes by word
   * @param shorts the same
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Asked(byte[][] bytes, short[][] shorts) {

    static Asked of(List<QuestionMeaning.Token> question) {
      byte[][] bytes = new byte[question.size()][];
      short[][] shorts = new short[bytes.length][];
      for (int word = 0; word < bytes.length; word++) {
        bytes[word] = question.get(word).direction().values();
        shorts[word] = new short[bytes[word].length];
        for (int i = 0; i < bytes[word].length; i++) {
          shorts[word][i] = bytes[word][i];
        }
      }
      return new Asked(bytes, shorts);
    }
  }

  /**
   * Whether the JVM was started with the Vector API, and has the compiler that knows it: to any
   * other a vector is an object.
   */
  private static boolean mayBeWide() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && !System.getProperty("java.vm.info", "").contains("emulated-client");
  }
}
