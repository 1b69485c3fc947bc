package io.mneme.benchmarks;

import java.io.InputStream;
import java.util.List;

/** So many lines, made of a few over and over, without ever being held. */
final class RepeatedLines extends InputStream {
  private final List<byte[]> lines;
  private long left;
  private int line;
  private int at;

  RepeatedLines(List<byte[]> lines, long count) {
    this.lines = lines;
    this.left = count;
  }

  /** All that is left, which nothing has to be waited for. */
  @Override
  public int available() {
    return left == 0 ? 0 : Integer.MAX_VALUE;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    int filled = 0;
    while (filled < length && left > 0) {
      byte[] current = lines.get(line);
      int part = Math.min(length - filled, current.length - at);
      System.arraycopy(current, at, into, offset + filled, part);
      filled += part;
      at += part;
      if (at == current.length) {
        at = 0;
        line = (line + 1) % lines.size();
        left--;
      }
    }
    return filled;
  }
}
