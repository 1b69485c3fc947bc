package io.mneme.house.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.house.Repository;
import io.mneme.house.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The services of docker-compose.yml. */
record ComposeFile(Map<String, JsonNode> services) {

  static ComposeFile read() {
    Map<String, JsonNode> services = new TreeMap<>();
    Yaml.parse(Repository.read(Repository.ROOT.resolve("docker-compose.yml")))
        .path("services")
        .properties()
        .forEach(service -> services.put(service.getKey(), service.getValue()));
    return new ComposeFile(services);
  }

  JsonNode service(String name) {
    JsonNode service = services.get(name);
    if (service == null) {
      throw new AssertionError(name + " is no service of docker-compose.yml");
    }
    return service;
  }

  /** Names of the services built from a module of ours. */
  List<String> ours() {
    return services.entrySet().stream()
        .filter(service -> service.getValue().has("build"))
        .map(Map.Entry::getKey)
        .toList();
  }

  String module(String name) {
    return service(name).at("/build/args/MODULE").asText();
  }

  Map<String, String> environment(String name) {
    Map<String, String> environment = new TreeMap<>();
    service(name)
        .path("environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    return environment;
  }

  /** Ports a service is reached at by its neighbours. */
  List<Integer> exposed(String name) {
    List<Integer> ports = new ArrayList<>();
    service(name).path("expose").forEach(port -> ports.add(port.asInt()));
    return ports;
  }
}
