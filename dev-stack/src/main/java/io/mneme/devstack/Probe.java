package io.mneme.devstack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks a server a first question in its own protocol. No client library: this module has none, and
 * a question and an answer are a few bytes each.
 */
@FunctionalInterface
public interface Probe {
  int TIMEOUT_MS = 1000;

  /** Whether the server gave the answer of one that is ready. */
  boolean answers();

  /** Kafka: ApiVersions (key 18) version 0; the broker opens its port when it is in office. */
  static Probe kafka(int port) {
    return () ->
        asks(
            port,
            (out, in) -> {
              int correlation = 7;
              out.writeInt(2 + 2 + 4 + 2);
              out.writeShort(18);
              out.writeShort(0);
              out.writeInt(correlation);
              out.writeShort(-1); // no client id
              out.flush();
              return in.readInt() > 4 && in.readInt() == correlation && in.readShort() == 0;
            });
  }

  /** PostgreSQL: a start message; while it recovers it answers E, when it is up R. */
  static Probe postgres(int port) {
    byte[] parameters = "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.UTF_8);
    return () ->
        asks(
            port,
            (out, in) -> {
              out.writeInt(4 + 4 + parameters.length);
              out.writeInt(3 << 16); // protocol 3.0
              out.write(parameters);
              out.flush();
              return in.readByte() == 'R';
            });
  }

  /** Redis: PING. */
  static Probe redis(int port) {
    return () ->
        asks(
            port,
            (out, in) -> {
              out.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
              out.flush();
              return in.readByte() == '+';
            });
  }

  /** Any HTTP answer below 500: it serves. */
  static Probe http(URI uri) {
    return () -> {
      try {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        int status = connection.getResponseCode();
        connection.disconnect();
        return status < 500;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** One exchange over a fresh connection; whatever goes wrong means: not ready. */
  private static boolean asks(int port, Exchange exchange) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      return exchange.run(
          new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream())),
          new DataInputStream(socket.getInputStream()));
    } catch (IOException e) {
      return false;
    }
  }

  /** A question and its answer. */
  interface Exchange {
    boolean run(DataOutputStream out, DataInputStream in) throws IOException;
  }
}
