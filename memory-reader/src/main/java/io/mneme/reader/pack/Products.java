package io.mneme.reader.pack;

import java.util.List;

/** Dot products of the small whole numbers vectors are kept in, as this machine does them best. */
interface Products {

  /** Those of the widest instructions this process may use. */
  Products BEST = mayBeWide() && WideProducts.fit() ? new WideProducts() : new PlainProducts();

  /**
   * The products of one vector with others of its length, all of bytes between -127 and 127.
   *
   * @param values the others, one behind the other
   */
  int[] dots(byte[] question, byte[] values);

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
        shorts[word] = widened(bytes[word]);
      }
      return new Asked(bytes, shorts);
    }
  }

  /** The same numbers in sixteen bits. */
  static short[] widened(byte[] values) {
    short[] wide = new short[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
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
