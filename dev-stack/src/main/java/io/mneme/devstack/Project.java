package io.mneme.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The working copy whose build output is run.
 *
 * @param root the folder that holds {@code mvnw}
 */
public record Project(Path root) {
  /** Names the root where neither the working directory nor its parents do. */
  public static final String ROOT_VARIABLE = "MNEME_ROOT";

  /** The project around the working directory. */
  public static Project find() {
    String named = System.getenv(ROOT_VARIABLE);
    Path start = Path.of(named == null ? System.getProperty("user.dir") : named).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("dev-stack/servers/pom.xml"))) {
        return new Project(folder);
      }
    }
    throw new ServerFailed(
        start + " is not inside a working copy of Mneme; set " + ROOT_VARIABLE + " to one.");
  }

  /** The Java of this process, for the servers too. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  Path installer() {
    return root.resolve("dev-stack/install.sh");
  }

  /** The broker's class path, which never meets ours. */
  List<Path> kafkaJars() {
    return jars(root.resolve("dev-stack/servers/target/kafka"));
  }

  Path s3proxyJar() {
    return built(root.resolve("dev-stack/servers/target/s3/s3proxy.jar"));
  }

  /** The {@code redis-server} of the machine, otherwise the one the build unpacked. */
  Path redisServer() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path candidate = Path.of(folder, "redis-server");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String name = machine.equals("aarch64") ? "arm64" : machine;
    try (Stream<Path> files = Files.list(built(root.resolve("dev-stack/servers/target/redis")))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-linux-" + name))
          .findFirst()
          .orElseThrow(() -> new ServerFailed("There is no redis-server for " + machine + "."));
    } catch (IOException e) {
      throw new ServerFailed("The built servers cannot be read.", e);
    }
  }

  /** What a deployable runs with: its jar first, then its libraries. */
  List<Path> deployableJars(String module) {
    Path target = root.resolve(module).resolve("target");
    Path jar = built(target.resolve(module + ".jar"));
    return Stream.concat(Stream.of(jar), jars(target.resolve("lib")).stream()).toList();
  }

  /** Sorted: an archive of classes is bound to the exact class path. */
  private static List<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(built(folder))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new ServerFailed(folder + " cannot be read.", e);
    }
  }

  private static Path built(Path path) {
    if (!Files.exists(path)) {
      throw new ServerFailed(path + " is missing; build it with ./mvnw package -DskipTests.");
    }
    return path;
  }
}
