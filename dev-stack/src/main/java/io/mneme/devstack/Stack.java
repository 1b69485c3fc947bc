package io.mneme.devstack;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything {@code ./mneme up} runs, wired to each other. Starts nothing. */
public final class Stack {
  public static final String BUCKET = "mneme";
  private static final String DATABASE = "mneme";
  static final String ROLE_PASSWORD = "postgres-roles";

  private final KafkaServer kafka;
  private final PostgresServer postgres;
  private final RedisServer redis;
  private final S3Server s3;

  /** More would only share the same disk. */
  public static final int REPLICAS_MAX = 2;

  /** As many as there are partitions on one machine. */
  public static final int WRITERS_MAX = 12;

  private final Addresses addresses;
  private final Map<Deployable, ServiceProcess> services = new EnumMap<>(Deployable.class);
  private final List<PostgresReplica> replicas;
  private final List<ServiceProcess> moreWriters = new ArrayList<>();

  /**
   * What can be chosen.
   *
   * @param gatewayPort a fixed one, otherwise a free one
   * @param writers how many share the partitions, 1 or more
   * @param replicas of PostgreSQL, which readers ask first
   * @param environment more variables for the services
   */
  public record Options(
      OptionalInt gatewayPort, int writers, int replicas, Map<String, String> environment) {
    public Options {
      if (writers < 1 || writers > WRITERS_MAX) {
        throw new IllegalArgumentException("a stack has 1 to " + WRITERS_MAX + " writers");
      }
      if (replicas < 0 || replicas > REPLICAS_MAX) {
        throw new IllegalArgumentException("a stack has 0 to " + REPLICAS_MAX + " replicas");
      }
    }
  }

  public Stack(Site site, Options options) {
    kafka = new KafkaServer(site);
    postgres = new PostgresServer(site, Durability.DURABLE);
    replicas =
        IntStream.rangeClosed(1, options.replicas())
            .mapToObj(number -> new PostgresReplica(site, postgres, number))
            .toList();
    redis = new RedisServer(site);
    s3 = new S3Server(site);
    addresses =
        new Addresses(
            kafka.bootstrap(),
            new Addresses.Postgres(postgres.url(DATABASE), site.data().secret(ROLE_PASSWORD)),
            redis.url(),
            new Addresses.Objects(
                s3.endpoint().toString(), BUCKET, S3Server.ACCESS_KEY, s3.secretKey()));
    Ports ports = site.data().ports();
    int gatewayPort =
        options.gatewayPort().isPresent()
            ? ports.exactly(Deployable.GATEWAY.module(), options.gatewayPort().getAsInt())
            : ports.of(Deployable.GATEWAY.module());
    int readerPort = ports.of(Deployable.READER.module());
    Map<String, String> common = new HashMap<>();
    common.put("MNEME_READER_URL", "http://127.0.0.1:" + readerPort);
    common.put("MNEME_STREAMS_STATE", site.data().folder("streams").toString());
    common.putAll(options.environment());
    for (Deployable one : Deployable.values()) {
      int port =
          switch (one) {
            case GATEWAY -> gatewayPort;
            case READER -> readerPort;
            case WRITER, MIGRATOR -> ports.of(one.module());
          };
      Map<String, String> variables = new HashMap<>(addresses.environmentOf(one));
      if (one == Deployable.READER && !replicas.isEmpty()) {
        variables.put("MNEME_POSTGRES_REPLICA_URLS", replicaUrls());
      }
      variables.putAll(common);
      services.put(one, new ServiceProcess(site, one, one.module(), port, variables));
      for (int n = 2; one == Deployable.WRITER && n <= options.writers(); n++) {
        String name = one.module() + "-" + n;
        moreWriters.add(new ServiceProcess(site, one, name, ports.of(name), variables));
      }
    }
  }

  private String replicaUrls() {
    return replicas.stream().map(one -> one.url(DATABASE)).collect(Collectors.joining(","));
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

  public S3Server s3() {
    return s3;
  }

  public ServiceProcess service(Deployable deployable) {
    ServiceProcess service = services.get(deployable);
    if (service == null) {
      throw new IllegalStateException(deployable + " is not part of the stack");
    }
    return service;
  }

  public Addresses addresses() {
    return addresses;
  }

  /** Where clients go. */
  public String url() {
    return service(Deployable.GATEWAY).url().toString();
  }

  /** Copies of PostgreSQL that follow it. */
  List<PostgresReplica> replicas() {
    return replicas;
  }

  /** The servers the services cannot do without. */
  List<Server> backends() {
    return List.of(kafka, postgres, redis, s3);
  }

  List<ServiceProcess> services() {
    return Stream.concat(services.values().stream(), moreWriters.stream()).toList();
  }

  List<Server> all() {
    return Stream.of(backends(), replicas, services()).<Server>flatMap(List::stream).toList();
  }

  /** Its address as a client of it would write it. */
  static String urlOf(Server server) {
    return switch (server) {
      case KafkaServer kafka -> kafka.bootstrap();
      case PostgresServer postgres -> postgres.url(DATABASE);
      case PostgresReplica replica -> replica.url(DATABASE);
      case RedisServer redis -> redis.url();
      case S3Server s3 -> s3.endpoint().toString();
      case ServiceProcess service -> service.url().toString();
    };
  }
}
