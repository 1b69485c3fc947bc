package io.mneme.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A closed loop of HTTP/1.1 to this machine over some connections, driven by one thread: each
 * connection sends its next request when its last is answered. Requests are prepared bytes and
 * answers are read no further than they must, so that the machine is left to the server.
 */
public final class HttpLoad {
  private static final long SELECT_MILLIS = 1_000;

  private final URI server;
  private final List<byte[]> requests;
  private final int connections;
  private int next;

  /**
   * @param requests whole requests, taken in turn by all connections together
   * @param connections open at the same time
   */
  public HttpLoad(URI server, List<byte[]> requests, int connections) {
    this.server = server;
    this.requests = List.copyOf(requests);
    this.connections = connections;
  }

  /**
   * What came back.
   *
   * @param answered requests answered
   * @param refused answers that were not of the 2xx
   * @param perSecond answers a second
   */
  public record Result(long answered, long refused, double perSecond) {}

  /** A request as it goes over the wire. */
  public static byte[] post(URI server, String path, String key, byte[] json) {
    byte[] head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: "
                + server.getAuthority()
                + "\r\nAuthorization: Bearer "
                + key
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length
                + "\r\n\r\n")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] whole = java.util.Arrays.copyOf(head, head.length + json.length);
    System.arraycopy(json, 0, whole, head.length, json.length);
    return whole;
  }

  /** A question without a body, as it goes over the wire. */
  public static byte[] get(URI server, String pathAndQuery, String key) {
    return ("GET "
            + pathAndQuery
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nAuthorization: Bearer "
            + key
            + "\r\n\r\n")
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  /** Loads the server for so long. */
  public Result run(Duration time) throws IOException {
    List<Conversation> conversations = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        channel.configureBlocking(false);
        channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        Conversation conversation = new Conversation(channel, this::next);
        channel.register(selector, SelectionKey.OP_READ, conversation);
        conversations.add(conversation);
      }
      long start = System.nanoTime();
      long end = start + time.toNanos();
      for (Conversation conversation : conversations) {
        conversation.send();
      }
      while (System.nanoTime() < end) {
        selector.select(HttpLoad::goOn, SELECT_MILLIS);
      }
      return result(conversations, (System.nanoTime() - start) / 1e9);
    } finally {
      for (Conversation conversation : conversations) {
        conversation.close();
      }
    }
  }

  private byte[] next() {
    byte[] request = requests.get(next);
    next = (next + 1) % requests.size();
    return request;
  }

  private static void goOn(SelectionKey key) {
    try {
      ((Conversation) key.attachment()).goOn(key);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("a connection broke under load", e);
    }
  }

  private static Result result(List<Conversation> conversations, double seconds) {
    long answered = conversations.stream().mapToLong(Conversation::answered).sum();
    long refused = conversations.stream().mapToLong(Conversation::refused).sum();
    return new Result(answered, refused, answered / seconds);
  }
}
