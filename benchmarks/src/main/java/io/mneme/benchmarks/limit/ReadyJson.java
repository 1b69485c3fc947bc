package io.mneme.benchmarks.limit;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Puts answers into Redis for {@link ReadyJsonController} to find. */
public final class ReadyJson {
  private ReadyJson() {}

  /** Puts them there, by user. */
  public static void put(String redis, Map<String, byte[]> answers) {
    RedisClient client = RedisClient.create(redis);
    try (client;
        StatefulRedisConnection<byte[], byte[]> to = client.connect(ByteArrayCodec.INSTANCE)) {
      answers.forEach(
          (user, json) -> to.sync().set(key(user).getBytes(StandardCharsets.UTF_8), json));
    }
  }

  static String key(String user) {
    return "bench:context:" + user;
  }
}
