package io.mneme.benchmarks.limit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import jakarta.annotation.PreDestroy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** Answers with the JSON that lies ready in Redis under the user's name, and waits on no thread. */
@Controller("/v1/context")
@Requires(property = EmptyServer.REDIS)
final class ReadyJsonController {
  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> redis;

  ReadyJsonController(@Value("${" + EmptyServer.REDIS + "}") String url) {
    this.client = RedisClient.create(url);
    this.redis = client.connect(ByteArrayCodec.INSTANCE);
  }

  @Get
  CompletionStage<HttpResponse<byte[]>> context(@QueryValue String user) {
    return redis
        .async()
        .get(ReadyJson.key(user).getBytes(StandardCharsets.UTF_8))
        .thenApply(json ->
            json == null
                ? HttpResponse.notFound()
                : HttpResponse.ok(json).contentType(MediaType.APPLICATION_JSON_TYPE));
  }

  @PreDestroy
  void close() {
    client.shutdown();
  }
}
