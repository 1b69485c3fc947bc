package io.mneme.benchmarks.peer;

import io.mneme.devstack.Project;
import io.mneme.storage.write.Storable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * langchain4j's pgvector store behind a pool of connections, which its own default is not. It gets
 * its vectors for nothing, no embedder takes part.
 */
public final class Langchain4j implements Peer {
  private static final String DATABASE = "peer_langchain4j";
  private static final int ANSWERS = 10;

  @Override
  public String name() {
    return "langchain4j-pgvector 1.13.0-beta23";
  }

  @Override
  public PeerAnswers search(Asked asked, Path folder)
      throws PeerMissing, IOException, InterruptedException {
    PeerCommand command =
        new PeerCommand(
            folder,
            Map.of("PGUSER", asked.store().login(), "PGPASSWORD", asked.store().password()));
    command.put("langchain4j.xml", "pom.xml");
    command.put("Langchain4jPeer.java.txt", "Langchain4jPeer.java");
    command.install(
        name(),
        List.of(
            Project.find().root().resolve("mvnw").toString(),
            "-ntp",
            "-q",
            "-f",
            folder.resolve("pom.xml").toString(),
            "dependency:build-classpath",
            "-Dmdep.outputFile=" + folder.resolve("classpath.txt")));
    String server = asked.store().urlOf("postgres").substring("jdbc:".length());
    command.print(List.of("psql", "--dbname=" + server, "--command=create database " + DATABASE));
    Files.write(folder.resolve("texts.txt"), asked.texts());
    try (Writer out = Files.newBufferedWriter(folder.resolve("asked.properties"))) {
      properties(asked).store(out, null);
    }
    String classPath = Files.readString(folder.resolve("classpath.txt")).strip();
    return PeerAnswers.parse(
        name(),
        command.print(
            List.of(
                Project.java(),
                "-cp",
                classPath,
                "Langchain4jPeer.java",
                "asked.properties",
                "texts.txt")));
  }

  private static Properties properties(Asked asked) {
    Properties properties = new Properties();
    properties.setProperty("url", asked.store().urlOf(DATABASE));
    properties.setProperty("login", asked.store().login());
    properties.setProperty("password", asked.store().password());
    properties.setProperty("dimensions", Integer.toString(Storable.DIMENSIONS));
    properties.setProperty("clients", Integer.toString(asked.clients()));
    properties.setProperty("seconds", Integer.toString(asked.seconds()));
    properties.setProperty("answers", Integer.toString(ANSWERS));
    return properties;
  }
}
