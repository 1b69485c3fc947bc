package io.mneme.devstack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Stands where a deployable would: ready as soon as it listens on the port it was given. */
public final class FakeService {
  private FakeService() {}

  public static void main(String[] args) throws IOException {
    if (System.getenv("FAKE_EXIT") != null) {
      System.err.println("fake could not start: it was told so");
      System.exit(Integer.parseInt(System.getenv("FAKE_EXIT")));
    }
    int port = Integer.parseInt(System.getenv("MNEME_HTTP_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
