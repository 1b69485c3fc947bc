package io.mneme.storage.cold;

import io.mneme.storage.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files of a folder, for a laptop. A file appears under its name when it is whole: it is
 * written beside it, forced to the disk, and renamed.
 */
public final class FolderObjectStore implements ObjectStore {
  private final Path folder;

  /** A store in this folder, which is made when it is first written to. */
  public FolderObjectStore(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  @Override
  public void put(String key, byte[] bytes) {
    Path target = path(key);
    Path parent = Objects.requireNonNullElse(target.getParent(), folder);
    Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.createDirectories(parent);
      try {
        Files.write(part, bytes, StandardOpenOption.CREATE_NEW);
        force(part, StandardOpenOption.WRITE);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        force(parent, StandardOpenOption.READ);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw unavailable("written", key, e);
    }
  }

  @Override
  public Optional<byte[]> get(String key) {
    try {
      return Optional.of(Files.readAllBytes(path(key)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable("read", key, e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      Files.deleteIfExists(path(key));
    } catch (IOException e) {
      throw unavailable("deleted", key, e);
    }
  }

  @Override
  public boolean exists(String key) {
    return Files.isRegularFile(path(key));
  }

  @Override
  public void check() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StoreUnavailable("the folder " + folder + " cannot be made", e);
    }
    if (!Files.isWritable(folder)) {
      throw new StoreUnavailable(
          "the folder " + folder + " cannot be written to", new IOException("not writable"));
    }
  }

  @Override
  public void close() {}

  /** Makes a file's bytes, or a folder's new name, outlive the machine's power. */
  private static void force(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  private Path path(String key) {
    Path path = folder.resolve(key).normalize();
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw new IllegalArgumentException("\"" + key + "\" is not a key inside the folder");
    }
    return path;
  }

  private static StoreUnavailable unavailable(String done, String key, IOException cause) {
    return new StoreUnavailable(
        "object " + key + " cannot be " + done + ": " + cause.getMessage(), cause);
  }
}
