package io.mneme.gateway.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a stream of bytes into lines, holding no more than one of them. Not thread-safe. */
final class LineReader {
  private static final int CHUNK_BYTES = 16 << 10;

  private final InputStream in;
  private final int lineBytesMax;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private int position;
  private int limit;
  private long number;

  LineReader(InputStream in, int lineBytesMax) {
    this.in = in;
    this.lineBytesMax = lineBytesMax;
  }

  /** How many lines have been cut. */
  long count() {
    return number;
  }

  /** The next line that is not blank, or empty at the end. */
  Optional<Line> next() throws IOException {
    while (true) {
      Optional<Line> line = cut();
      boolean blank = line.isPresent() && line.get() instanceof Line.Whole whole && whole.isBlank();
      if (!blank) {
        return line;
      }
    }
  }

  private Optional<Line> cut() throws IOException {
    byte[] line = new byte[0];
    boolean tooLong = false;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = indexOfNewline();
      int length = end - position;
      tooLong |= line.length + length > lineBytesMax;
      line = tooLong ? new byte[0] : append(line, length);
      boolean complete = end < limit;
      position = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    }
    if (!any) {
      return Optional.empty();
    }
    number++;
    return Optional.of(tooLong ? new Line.TooLong(number) : new Line.Whole(number, line));
  }

  private boolean fill() throws IOException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = Math.max(0, in.read(chunk));
    return limit > 0;
  }

  private int indexOfNewline() {
    int at = position;
    while (at < limit && chunk[at] != '\n') {
      at++;
    }
    return at;
  }

  private byte[] append(byte[] line, int length) {
    byte[] longer = Arrays.copyOf(line, line.length + length);
    System.arraycopy(chunk, position, longer, line.length, length);
    return longer;
  }

  /** One line, counted from 1, blank ones too. */
  sealed interface Line {
    long number();

    /** A line within the limit. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Whole(long number, byte[] utf8) implements Line {
      boolean isBlank() {
        for (byte b : utf8) {
          if (b != ' ' && b != '\t' && b != '\r') {
            return false;
          }
        }
        return true;
      }
    }

    /** A line beyond the limit; its bytes were skipped. */
    record TooLong(long number) implements Line {}
  }
}
