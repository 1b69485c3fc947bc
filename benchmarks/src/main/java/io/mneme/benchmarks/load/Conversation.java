package io.mneme.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

/** One connection: a request, its answer, the next request. */
final class Conversation {
  private static final int ANSWER_BYTES_MAX = 128 << 10;
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final String LENGTH = "\r\ncontent-length:";

  private final SocketChannel channel;
  private final Supplier<byte[]> requests;
  private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES_MAX);
  private ByteBuffer sending = ByteBuffer.allocate(0);
  private int answerEndsAt = -1;
  private long answered;
  private long refused;

  Conversation(SocketChannel channel, Supplier<byte[]> requests) {
    this.channel = channel;
    this.requests = requests;
  }

  /** Sends the next request, as much of it as the socket takes. */
  void send() throws IOException {
    sending = ByteBuffer.wrap(requests.get());
    channel.write(sending);
  }

  /** Reads and writes what can be read and written. */
  void goOn(SelectionKey key) throws IOException {
    if (sending.hasRemaining()) {
      channel.write(sending);
    }
    if (channel.read(answer) < 0) {
      throw new EOFException("the server closed a connection");
    }
    if (isWhole()) {
      count();
      answer.clear();
      answerEndsAt = -1;
      send();
    }
    key.interestOps(
        sending.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  private boolean isWhole() throws IOException {
    if (answerEndsAt < 0) {
      String head = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
      int headEnds = head.indexOf("\r\n\r\n");
      if (headEnds < 0) {
        return false;
      }
      String lower = head.substring(0, headEnds).toLowerCase(Locale.ROOT);
      int at = lower.indexOf(LENGTH);
      if (at < 0) {
        throw new IOException("an answer without a Content-Length: " + lower);
      }
      int lineEnds = lower.indexOf('\r', at + LENGTH.length());
      String length =
          lower.substring(at + LENGTH.length(), lineEnds < 0 ? lower.length() : lineEnds);
      answerEndsAt = headEnds + 4 + Integer.parseInt(length.strip());
    }
    return answer.position() >= answerEndsAt;
  }

  private void count() {
    answered++;
    if (answer.get(STATUS_AT) != '2') {
      refused++;
    }
  }

  long answered() {
    return answered;
  }

  long refused() {
    return refused;
  }

  void close() throws IOException {
    channel.close();
  }
}
