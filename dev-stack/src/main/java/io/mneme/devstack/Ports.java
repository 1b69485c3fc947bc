package io.mneme.devstack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Free ports of the loopback address, remembered in a file so that a server has the same one after
 * a restart unless somebody else took it meanwhile.
 */
public final class Ports {
  /** Below the range the kernel takes outgoing ports from: none is lost while a server is down. */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS_MAX = 1000;

  private final Path file;
  private final RandomGenerator random;
  private final Properties remembered = new Properties();

  Ports(Path file, RandomGenerator random) {
    this.file = file;
    this.random = random;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        remembered.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The port of this name: the remembered one if it is free, otherwise a new one. */
  public synchronized int of(String name) {
    String before = remembered.getProperty(name);
    if (before != null && isFree(Integer.parseInt(before))) {
      return Integer.parseInt(before);
    }
    return remember(name, aFreeOne());
  }

  /**
   * Exactly this port, from now on remembered under the name.
   *
   * @throws ServerFailed when somebody else has it
   */
  public synchronized int exactly(String name, int port) {
    if (!isFree(port)) {
      throw new ServerFailed(
          "Port " + port + " for the " + name + " is in use by another program.");
    }
    return remember(name, port);
  }

  private int remember(String name, int port) {
    remembered.setProperty(name, Integer.toString(port));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        for (String key : new TreeSet<>(remembered.stringPropertyNames())) {
          writer.write(key + "=" + remembered.getProperty(key) + "\n");
        }
      }
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int aFreeOne() {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (!remembered.containsValue(Integer.toString(port)) && isFree(port)) {
        return port;
      }
    }
    throw new ServerFailed("No port between " + LOWEST + " and " + HIGHEST + " is free.");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
