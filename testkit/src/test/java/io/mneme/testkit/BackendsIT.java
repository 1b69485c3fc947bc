package io.mneme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.devstack.Addresses;
import io.mneme.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class BackendsIT {
  private final Backends backends = Backends.shared();

  @Test
  void fresh_topics_are_those_of_the_catalogue_with_nothing_in_them() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", backends.kafkaBootstrap());
    TopicPartition first = new TopicPartition(Topics.EVENTS, 0);
    backends.freshTopics(3);
    try (Admin admin = Admin.create(client);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] value = "x".getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(Topics.EVENTS, 0, value, value)).get();
      assertThat(endOf(admin, first)).isEqualTo(1);

      backends.freshTopics(2);

      assertThat(endOf(admin, first)).isZero();
      assertThat(admin.listTopics().names().get())
          .containsExactlyInAnyOrderElementsOf(
              Topics.catalogue(2).stream().map(topic -> topic.name()).toList());
      assertThat(
              admin.describeTopics(List.of(Topics.EVENTS)).allTopicNames().get().values().stream()
                  .map(topic -> topic.partitions().size()))
          .containsExactly(2);
    }
  }

  private static long endOf(Admin admin, TopicPartition partition) throws Exception {
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  @Test
  void a_database_has_the_schema_of_this_build() throws Exception {
    Addresses.Postgres database = backends.freshDatabase();
    try (Connection connection =
            DriverManager.getConnection(database.url(), "mneme_writer", database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from memory")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void a_database_does_not_see_what_another_test_wrote() throws Exception {
    Addresses.Postgres one = backends.freshDatabase();
    Addresses.Postgres other = backends.freshDatabase();
    Backends.PostgresAdmin admin = backends.postgresAdmin();
    try (Connection connection =
            DriverManager.getConnection(one.url(), admin.user(), admin.password());
        var statement = connection.createStatement()) {
      statement.execute("create table only_here (id int)");
    }
    try (Connection connection =
            DriverManager.getConnection(other.url(), admin.user(), admin.password());
        var rows = connection.getMetaData().getTables(null, "public", "only_here", null)) {
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void redis_databases_and_buckets_are_one_s_own() {
    assertThat(backends.redisUrl()).isNotEqualTo(backends.redisUrl());
    assertThat(backends.freshBucket()).isNotEqualTo(backends.freshBucket());
  }
}
