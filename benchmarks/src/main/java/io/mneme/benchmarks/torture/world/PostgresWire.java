package io.mneme.benchmarks.torture.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The line between the writers and PostgreSQL, which can be cut at the one moment that matters:
 * PostgreSQL has committed, and the writer is not told.
 */
public final class PostgresWire implements AutoCloseable {
  /** CommandComplete (C, length 11) of a commit. */
  private static final byte[] COMMITTED =
      "C\0\0\0\13COMMIT\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final int BUFFER_BYTES = 64 << 10;

  private final ServerSocket entrance;
  private final int server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger toLose = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  /** A line to the server at this port of the loopback address. */
  PostgresWire(int server) throws IOException {
    this.server = server;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Cuts the line at each of the next so many commits; 0 cuts it no more. */
  public void loseCommits(int count) {
    toLose.set(count);
  }

  /** How many commits nobody was told of. */
  public int lost() {
    return lost.get();
  }

  private void listen() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        threads.execute(() -> connect(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket postgres = new Socket()) {
      postgres.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
      client.setTcpNoDelay(true);
      postgres.setTcpNoDelay(true);
      threads.execute(() -> carry(client, postgres, false));
      carry(postgres, client, true);
    } catch (IOException e) {
      // PostgreSQL is not there: whoever called finds the line dead, as without us
    }
  }

  private void carry(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers && toLose.get() > 0 && holds(buffer, read)) {
          toLose.decrementAndGet();
          lost.incrementAndGet();
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // one end is gone, so both are closed
    }
  }

  private static boolean holds(byte[] buffer, int length) {
    for (int start = 0; start + COMMITTED.length <= length; start++) {
      int same = 0;
      while (same < COMMITTED.length && buffer[start + same] == COMMITTED[same]) {
        same++;
      }
      if (same == COMMITTED.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    threads.shutdownNow();
  }
}
