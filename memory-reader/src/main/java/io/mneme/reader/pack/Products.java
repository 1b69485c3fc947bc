package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
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
   * The words of a question.
   *
   * @param bytes by word
   * @param sideBySide sixteen words a block, dimension by dimension: a lane for each
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Asked(byte[][] bytes, short[][] sideBySide) {
    /** Words in a block; where there are fewer, the rest is zero. */
    static final int LANES = 16;

    static Asked of(List<QuestionMeaning.Token> question) {
      byte[][] bytes = new byte[question.size()][];
      int blocks = Math.ceilDiv(bytes.length, LANES);
      short[][] sideBySide = new short[blocks][Embedding.TOKEN_DIMENSIONS * LANES];
      for (int word = 0; word < bytes.length; word++) {
        bytes[word] = question.get(word).direction().values();
        short[] block = sideBySide[word / LANES];
        for (int i = 0; i < bytes[word].length; i++) {
          block[i * LANES + word % LANES] = bytes[word][i];
        }
      }
      return new Asked(bytes, sideBySide);
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
