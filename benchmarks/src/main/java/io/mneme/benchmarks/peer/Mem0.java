package io.mneme.benchmarks.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Json;
import io.mneme.storage.write.Storable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * mem0's library for Node with its pgvector store as it comes: texts are remembered as they are
 * (infer: false), so that no language model takes part.
 */
public final class Mem0 implements Peer {
  private static final String PACKAGE = "mem0ai@3.3.1";

  // what the library asks for when it is loaded with this store
  private static final List<String> NEEDED = List.of("pg@8", "better-sqlite3@12");
  private static final int ANSWERS = 10;

  @Override
  public String name() {
    return PACKAGE;
  }

  @Override
  public PeerAnswers search(Asked asked, Path folder)
      throws PeerMissing, IOException, InterruptedException {
    PeerCommand command = new PeerCommand(folder, Map.of("MEM0_TELEMETRY", "false"));
    Files.writeString(folder.resolve("package.json"), "{\"private\":true}");
    command.install(
        name(),
        List.of(
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--legacy-peer-deps",
            "--ignore-scripts",
            PACKAGE,
            NEEDED.getFirst(),
            NEEDED.getLast()));
    command.put("mem0.mjs", "mem0.mjs");
    Files.write(folder.resolve("asked.json"), Json.write(json(asked)));
    return PeerAnswers.parse(name(), command.print(List.of("node", "mem0.mjs", "asked.json")));
  }

  private static ObjectNode json(Asked asked) {
    ObjectNode json =
        Json.mapper()
            .createObjectNode()
            .put("embedder", asked.embedder())
            .put("dimensions", Storable.DIMENSIONS)
            .put("host", asked.store().host())
            .put("port", asked.store().port())
            .put("login", asked.store().login())
            .put("password", asked.store().password())
            .put("database", "peer_mem0")
            .put("clients", asked.clients())
            .put("seconds", asked.seconds())
            .put("answers", ANSWERS);
    asked.texts().forEach(json.putArray("texts")::add);
    asked.questions().forEach(json.putArray("questions")::add);
    return json;
  }
}
