package io.mneme.cli.stack;

import io.mneme.devstack.Addresses;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.TopicsAdmin;
import io.mneme.schemas.topic.Topic;
import io.mneme.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code mneme setup}: topics and schema in servers that somebody else runs. */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the missing topics and brings the database to the schema of this build.",
      "Running it again changes nothing. For a deployment; 'up' does the same by itself."
    },
    footer = {
      "",
      "Example:  MNEME_KAFKA_BOOTSTRAP=kafka:9092 \\",
      "          MNEME_POSTGRES_URL=jdbc:postgresql://postgres:5432/mneme \\",
      "          MNEME_POSTGRES_USER=postgres MNEME_POSTGRES_PASSWORD=... \\",
      "          MNEME_POSTGRES_SERVICES_PASSWORD=... ./mneme setup --partitions 96 --replicas 3"
    })
public final class SetupCommand implements Callable<Integer> {
  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:MNEME_KAFKA_BOOTSTRAP:-127.0.0.1:9092}",
      description = "Kafka. Default: $MNEME_KAFKA_BOOTSTRAP, otherwise 127.0.0.1:9092.")
  private String kafka = "";

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "" + Topics.PARTITIONS_DEFAULT,
      description = "Of the topics keyed by subject; for the life of the cluster. Default: 12.")
  private int partitions;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = "Of each partition. Default: what the broker has as its default.")
  private @Nullable Short replicas;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      defaultValue = "${env:MNEME_POSTGRES_URL:-jdbc:postgresql://127.0.0.1:5432/mneme}",
      description = "The database, made when it is missing. Default: $MNEME_POSTGRES_URL.")
  private String postgres = "";

  @Option(
      names = "--user",
      paramLabel = "USER",
      defaultValue = "${env:MNEME_POSTGRES_USER:-postgres}",
      description = "Who may make roles and extensions. Default: $MNEME_POSTGRES_USER.")
  private String user = "";

  @Override
  public Integer call() throws Outage {
    List<Topic> catalogue = Topics.catalogue(partitions);
    try (TopicsAdmin admin = new TopicsAdmin(kafka)) {
      List<String> created = admin.create(catalogue, Optional.ofNullable(replicas));
      created.forEach(topic -> System.out.println("made topic " + topic));
      admin.mismatches(catalogue).forEach(sentence -> System.out.println("note: " + sentence));
    }
    // from the environment only: a command line can be read by everybody on the machine
    String password = System.getenv().getOrDefault("MNEME_POSTGRES_PASSWORD", "");
    String services = System.getenv().getOrDefault("MNEME_POSTGRES_SERVICES_PASSWORD", "mneme");
    String maintenance = postgres.replaceFirst("/[^/?]+(\\?.*)?$", "/postgres");
    new Schema(maintenance, user, password, new Addresses.Postgres(postgres, services))
        .bringUpToDate();
    System.out.println("Topics and schema are those of this build.");
    return 0;
  }
}
