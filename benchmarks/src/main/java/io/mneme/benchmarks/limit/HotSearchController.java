package io.mneme.benchmarks.limit;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers a recall from {@link BareVectors} on the thread that read it. */
@Controller("/v1/recall")
@Requires(property = EmptyServer.USERS)
final class HotSearchController {
  private static final int LIMIT_DEFAULT = 10;

  private final BareVectors vectors;

  HotSearchController(
      @Value("${" + EmptyServer.USERS + "}") int users,
      @Value("${" + EmptyServer.MEMORIES + "}") int memories,
      @Value("${" + EmptyServer.USER_NAME + "}") String name) {
    this.vectors =
        new BareVectors(IntStream.range(0, users).mapToObj(i -> name + i).toList(), memories);
  }

  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  Map<String, List<Map<String, Object>>> recall(@Body JsonNode body) {
    return vectors
        .nearest(
            body.path("user").asText(),
            body.path("query").asText(),
            body.path("k").asInt(LIMIT_DEFAULT))
        .stream()
        .map(
            hit -> Map.<String, Object>of("id", hit.id(), "text", hit.text(), "score", hit.score()))
        .collect(Collectors.collectingAndThen(Collectors.toList(), hits -> Map.of("hits", hits)));
  }
}
