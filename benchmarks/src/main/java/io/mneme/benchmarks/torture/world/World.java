package io.mneme.benchmarks.torture.world;

import io.mneme.benchmarks.torture.history.Stopwatch;
import io.mneme.cli.stack.SetupSteps;
import io.mneme.devstack.Addresses;
import io.mneme.devstack.DataFolder;
import io.mneme.devstack.Deployable;
import io.mneme.devstack.Durability;
import io.mneme.devstack.Installer;
import io.mneme.devstack.KafkaServer;
import io.mneme.devstack.PostgresServer;
import io.mneme.devstack.Project;
import io.mneme.devstack.Reaper;
import io.mneme.devstack.RedisServer;
import io.mneme.devstack.Server;
import io.mneme.devstack.Site;
import io.mneme.platform.Outage;
import io.mneme.storage.write.Storable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Mneme of its own in a temporary folder: Kafka, PostgreSQL, Redis, two gateways, some writers,
 * two readers, each a process that can be hurt; and the eyes that see through it.
 */
public final class World implements AutoCloseable {
  /** How long a silent writer keeps its partitions here. */
  public static final Duration SESSION = Duration.ofSeconds(2);

  private static final Duration READY_MAX = Duration.ofSeconds(90);
  private static final String DATABASE = "mneme";
  private static final int GATEWAYS = 2;
  private static final int READERS = 2;

  private final Site site;
  private final KafkaServer kafka;
  private final PostgresServer postgres;
  private final RedisServer redis;
  private final EmbeddingEndpoint embedder;
  private final PostgresWire wire;
  private final List<Service> gateways = new ArrayList<>();
  private final List<Service> writers = new ArrayList<>();
  private final List<Service> readers = new ArrayList<>();
  private final List<AutoCloseable> eyes = new ArrayList<>();
  private final Orchestrator orchestrator;
  private final String key;
  private final EventTopic events;
  private final Ground ground;

  /** Brings it up; returns when it is ready to be hurt. */
  public World(int writerCount) throws IOException, InterruptedException {
    Project project = Project.find();
    new Installer(project).installWhatIsMissing();
    // others may pass through: the user that runs PostgreSQL has to
    Path folder =
        Files.createTempDirectory(
            "mneme-torture-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    site = new Site(project, new DataFolder(folder, new SecureRandom()), new Reaper());
    kafka = new KafkaServer(site);
    postgres = new PostgresServer(site, Durability.DURABLE);
    redis = new RedisServer(site);
    embedder = new EmbeddingEndpoint();
    wire = new PostgresWire(postgres.port());
    List.of(kafka, postgres, redis).forEach(Server::start);
    List.of(kafka, postgres, redis).forEach(server -> server.waitReady(READY_MAX));
    Path objects = Files.createDirectories(folder.resolve("objects"));
    Addresses addresses = addresses();
    key = setUp(addresses);
    events = new EventTopic(kafka.bootstrap());
    ground = new Ground(addresses.postgres(), objects);
    eyes.addAll(List.of(events, ground));
    for (int i = 0; i < GATEWAYS; i++) {
      gateways.add(
          new Service(site, Deployable.GATEWAY, i, addresses.environmentOf(Deployable.GATEWAY)));
    }
    for (int i = 0; i < writerCount; i++) {
      writers.add(new Service(site, Deployable.WRITER, i, ofAWriter(addresses, objects)));
    }
    for (int i = 0; i < READERS; i++) {
      readers.add(new Service(site, Deployable.READER, i, ofAReader(addresses, objects)));
    }
    List<Service> all = new ArrayList<>(gateways);
    all.addAll(writers);
    all.addAll(readers);
    all.forEach(Service::start);
    orchestrator = new Orchestrator(all);
    for (Service service : all) {
      service.awaitReady();
    }
  }

  private Addresses addresses() {
    return new Addresses(
        kafka.bootstrap(),
        new Addresses.Postgres(postgres.url(DATABASE), site.data().secret("postgres-roles")),
        redis.url(),
        new Addresses.Objects("", "unused", "", ""));
  }

  private String setUp(Addresses addresses) {
    SetupSteps steps = new SetupSteps();
    try {
      steps.postgres(postgres, addresses.postgres());
      return steps.kafka(kafka.bootstrap(), Optional.empty());
    } catch (Outage e) {
      throw new IllegalStateException("Kafka was ready and did not answer", e);
    }
  }

  private Map<String, String> ofAWriter(Addresses addresses, Path objects) {
    Map<String, String> variables = new HashMap<>(of(Deployable.WRITER, addresses, objects));
    variables.put(
        "MNEME_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:" + wire.port() + "/" + DATABASE);
    variables.put("MNEME_WRITER_SESSION_MAX", SESSION.toMillis() + "ms");
    return variables;
  }

  private Map<String, String> ofAReader(Addresses addresses, Path objects) {
    return of(Deployable.READER, addresses, objects);
  }

  private Map<String, String> of(Deployable deployable, Addresses addresses, Path objects) {
    Map<String, String> variables = new HashMap<>(addresses.environmentOf(deployable));
    variables.put("MNEME_OBJECTS_URL", objects.toUri().toString());
    variables.put("MNEME_EMBEDDER", "http");
    variables.put("MNEME_EMBEDDER_URL", embedder.url());
    variables.put("MNEME_EMBEDDER_MODEL", "stand-in");
    variables.put("MNEME_EMBEDDER_DIMENSIONS", Integer.toString(Storable.DIMENSIONS));
    return variables;
  }

  /** A key that may do everything, of the tenant {@link #tenant}. */
  public String key() {
    return key;
  }

  public String tenant() {
    return "dev";
  }

  public List<Service> gateways() {
    return gateways;
  }

  public List<Service> writers() {
    return writers;
  }

  public List<Service> readers() {
    return readers;
  }

  public KafkaServer kafka() {
    return kafka;
  }

  public PostgresServer postgres() {
    return postgres;
  }

  public RedisServer redis() {
    return redis;
  }

  public EmbeddingEndpoint embedder() {
    return embedder;
  }

  public PostgresWire wire() {
    return wire;
  }

  public EventTopic events() {
    return events;
  }

  public Ground ground() {
    return ground;
  }

  /** How often a service that had died was started again. */
  public int revivals() {
    return Stream.concat(gateways.stream(), writers.stream()).mapToInt(Service::revivals).sum();
  }

  /** Begins to watch the lag. */
  public LagGauge lag(Stopwatch time) {
    LagGauge gauge = new LagGauge(kafka.bootstrap(), time);
    eyes.add(gauge);
    return gauge;
  }

  /** Where the servers and services say what they did. */
  public Path logs() {
    return site.data().root().resolve("logs");
  }

  /** Ends it at once; nobody needs its data. */
  @Override
  public void close() throws IOException {
    orchestrator.close();
    for (AutoCloseable eye : eyes) {
      try {
        eye.close();
      } catch (Exception e) {
        throw new IOException("the stack could not be left alone", e);
      }
    }
    gateways.forEach(Service::end);
    writers.forEach(Service::end);
    readers.forEach(Service::end);
    List.of(kafka, postgres, redis).forEach(server -> server.child().kill());
    wire.close();
    embedder.close();
    site.reaper().close();
    postgres.deleteData();
    DataFolder.deleteTree(site.data().root());
  }
}
