package io.mneme.cli.stack;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.PostgresServer;
import io.mneme.devstack.Setup;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.TopicsAdmin;
import io.mneme.platform.keys.Keys;
import io.mneme.schemas.topic.Topics;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What {@code up} sets up in the servers it has started: topics, a key, the schema. */
public final class SetupSteps implements Setup {
  private static final String TENANT = "dev";
  private static final List<String> ALL_SCOPES = List.of("ingest", "recall", "erase", "ops");

  @Override
  public String kafka(String bootstrap, Optional<String> existingKey) throws Outage {
    List<String> created;
    try (TopicsAdmin admin = new TopicsAdmin(bootstrap)) {
      created = admin.create(Topics.catalogue(Topics.PARTITIONS_DEFAULT), Optional.empty());
    }
    if (existingKey.isPresent() && !created.contains(Topics.KEYS)) {
      return existingKey.get();
    }
    try (RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap))) {
      return new Keys(bootstrap, publisher, InstantSource.system(), new SecureRandom())
          .create(TENANT, "made by mneme up", ALL_SCOPES, "dev")
          .text();
    }
  }

  @Override
  public void postgres(PostgresServer server, Addresses.Postgres database) {
    new Schema(
            server.url("postgres"), PostgresServer.SUPERUSER, server.superuserPassword(), database)
        .bringUpToDate();
  }
}
