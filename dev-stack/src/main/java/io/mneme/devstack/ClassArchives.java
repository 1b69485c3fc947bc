package io.mneme.devstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * Files with the loaded classes of each Java server (class-data sharing): a start from one costs a
 * third to a half less CPU. Made at the orderly end of a server that had become ready, so that it
 * holds the classes of a whole start; used by every start after, until a jar is newer.
 */
public final class ClassArchives {
  private final Path folder;
  private final Mode mode;

  /** Whether missing archives are made. */
  public enum Mode {
    /** Those that are there are used. */
    USE,
    /** A server whose archive is missing makes one when it ends. */
    MAKE
  }

  /**
   * Beside the build that the classes come from.
   *
   * @param mode {@code MAKE} costs a second or two at the end of the first run
   */
  public ClassArchives(Project project, Mode mode) {
    this.folder = project.root().resolve("dev-stack/target/class-archives");
    this.mode = mode;
  }

  /** What the JVM is told. */
  List<String> options(String server, List<Path> classPath) {
    String quiet = "-Xlog:disable"; // an archive that does not fit after all is no news
    Path part = emptyPart(server);
    if (isFresh(archive(server), classPath)) {
      return List.of("-XX:SharedArchiveFile=" + archive(server), quiet);
    }
    return switch (mode) {
      case USE -> List.of();
      case MAKE -> List.of("-XX:ArchiveClassesAtExit=" + part, quiet);
    };
  }

  /** After an orderly end of a server that had been ready: what it made is used from now on. */
  void keep(String server) {
    try {
      if (Files.exists(part(server))) {
        Files.move(part(server), archive(server), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path archive(String server) {
    return folder.resolve(server + ".jsa");
  }

  private Path part(String server) {
    return folder.resolve(server + ".jsa.part");
  }

  /** Nothing is left there of an earlier run that was not kept. */
  private Path emptyPart(String server) {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(part(server));
      return part(server);
    } catch (IOException e) {
      throw new ServerFailed(folder + " cannot be written.", e);
    }
  }

  private static boolean isFresh(Path archive, List<Path> classPath) {
    try {
      if (!Files.exists(archive) || Files.size(archive) == 0) {
        return false;
      }
      FileTime made = Files.getLastModifiedTime(archive);
      for (Path jar : classPath) {
        if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
