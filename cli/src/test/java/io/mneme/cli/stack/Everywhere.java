package io.mneme.cli.stack;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.mneme.cli.client.DevStack;
import io.mneme.devstack.PostgresServer;
import io.mneme.schemas.Json;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ColdObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks for words in every store of a stack, without asking Mneme: as the owner of the database, in
 * every key of Redis, in the last state of every key of {@code mneme.changes}, in every file of the
 * object store.
 */
final class Everywhere {
  private static final Duration POLL = Duration.ofMillis(200);

  private final DevStack stack;

  Everywhere(DevStack stack) {
    this.stack = stack;
  }

  /** Each row of each table of each schema that says these words, as text. */
  List<String> rows(String words) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                stack.postgresUrl(), PostgresServer.SUPERUSER, stack.postgresSuperuserPassword());
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        try (ResultSet rows =
            statement.executeQuery(
                "select t::text from " + table + " t where t::text like '%" + words + "%'")) {
          while (rows.next()) {
            found.add(table + ": " + rows.getString(1));
          }
        }
      }
    }
    return found;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname not in ('pg_catalog', 'information_schema')
            """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /** Each key of Redis that has these words in its name or in what it holds. */
  List<String> keys(String words) {
    List<String> found = new ArrayList<>();
    RedisClient client = RedisClient.create(stack.redisUrl());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      ScanCursor cursor = ScanCursor.INITIAL;
      do {
        KeyScanCursor<String> page = redis.scan(cursor);
        for (String key : page.getKeys()) {
          String entry = key + ": " + value(redis, key);
          if (entry.contains(words)) {
            found.add(entry);
          }
        }
        cursor = page;
      } while (!cursor.isFinished());
    } finally {
      client.shutdown();
    }
    return found;
  }

  private static String value(RedisCommands<String, String> redis, String key) {
    return switch (redis.type(key)) {
      case "string" -> redis.get(key);
      case "hash" -> redis.hgetall(key).toString();
      case "set" -> redis.smembers(key).toString();
      case "zset" -> redis.zrange(key, 0, -1).toString();
      case "none" -> ""; // it has expired since
      default -> throw new AssertionError(key + " is of a type nobody writes");
    };
  }

  /** Each key of {@code mneme.changes} whose last state says these words. */
  List<String> states(String words) {
    Map<String, String> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(Topics.CHANGES)) {
      last.put(text(record.key()), record.value() == null ? "" : text(record.value()));
    }
    return last.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .filter(entry -> entry.contains(words))
        .toList();
  }

  /** Everything a topic holds now, each partition in its order. */
  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> properties =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafkaBootstrap());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /** Each line of each object that says these words. */
  List<String> lines(String words) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(stack.data().resolve("s3").resolve("buckets"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        for (String line : content(file).lines().toList()) {
          if (line.contains(words)) {
            found.add(file + ": " + line);
          }
        }
      }
    }
    return found;
  }

  private static String content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (!file.toString().endsWith(".parquet")) {
      return text(bytes);
    }
    StringBuilder rows = new StringBuilder();
    for (Memory memory : ColdObject.unpack(file.toString(), bytes)) {
      rows.append(text(Json.write(memory))).append('\n');
    }
    return rows.toString();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
