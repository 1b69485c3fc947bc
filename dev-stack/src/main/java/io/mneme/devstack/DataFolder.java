package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Where a stack keeps everything: data, logs, remembered ports, secrets of its own. */
public final class DataFolder {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final int SECRET_BYTES = 16;

  private final Path root;
  private final RandomGenerator random;
  private final Ports ports;

  /**
   * @param root created when it is not there
   * @param random where secrets come from
   */
  public DataFolder(Path root, RandomGenerator random) {
    this.root = root.toAbsolutePath().normalize();
    this.random = random;
    try {
      Files.createDirectories(this.root);
    } catch (IOException e) {
      throw new ServerFailed("The data folder " + root + " cannot be made.", e);
    }
    this.ports = new Ports(this.root.resolve("run/ports.properties"), random);
  }

  public Path root() {
    return root;
  }

  public Ports ports() {
    return ports;
  }

  /** A folder of this name, made when it is not there. */
  Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new ServerFailed("The folder " + root.resolve(name) + " cannot be made.", e);
    }
  }

  /** The log of the server of this name. */
  public Path log(String name) {
    return folder("logs").resolve(name + ".log");
  }

  /** Names this folder's contents: another folder at the same path later has another one. */
  String identity() {
    return secret("identity");
  }

  /** 32 hex digits, made once, readable by the owner only. */
  public synchronized String secret(String name) {
    Path file = folder("run").resolve(name);
    try {
      if (!Files.exists(file)) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        writePrivately(file, HexFormat.of().formatHex(bytes) + "\n");
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A secret that a stack made in its folder before. */
  static String secretOf(Path root, String name) {
    Path file = root.resolve("run").resolve(name);
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ServerFailed("The secret in " + file + " cannot be read.", e);
    }
  }

  /** Writes a file only its owner may read, whole or not at all. */
  public static void writePrivately(Path file, String text) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(part, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(part, text);
      // the other way of replacing removes the old file first, and a reader may look just then
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new ServerFailed(file + " cannot be written.", e);
    }
  }

  /** Removes a folder with all it holds, if it is there. */
  public static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
