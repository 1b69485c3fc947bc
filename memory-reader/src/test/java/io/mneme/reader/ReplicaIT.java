package io.mneme.reader;

import static io.mneme.reader.RunningReader.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.testkit.Backends;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader as it is deployed, with a real replica that lags, dies and comes back. */
class ReplicaIT {
  private static final Duration LAG_MAX = Duration.ofSeconds(2);

  /** A statement's limit and as long again. */
  private static final Duration HANGS_MAX = Duration.ofSeconds(5);

  private static final Duration HANGS_MIN = Duration.ofMillis(500);

  /** How long a breaker leaves one that failed alone: much less than what is waited for. */
  private static final Duration OPEN_FOR = Duration.ofSeconds(3);

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir static Path objects;

  private static Backends backends;
  private static Backends.Replica replica;
  private static RunningReader reader;

  @BeforeAll
  static void start() throws Exception {
    backends = Backends.own();
    assumeTrue(backends.postgresReplica().isPresent(), "a replica needs MNEME_BACKENDS=processes");
    replica = backends.postgresReplica().get();
    reader =
        new RunningReader(
            backends,
            objects,
            Map.of(
                "mneme.replicas.lag-max",
                LAG_MAX.toString(),
                "mneme.postgres.acquire-max",
                "500ms",
                "mneme.breaker.postgres-open-for",
                OPEN_FOR.toString()),
            replica::urlOf);
  }

  @AfterAll
  static void stop() {
    if (reader != null) {
      reader.close();
    }
    backends.close();
  }

  @BeforeEach
  void everythingRuns() throws Exception {
    if (!backends.postgres().get().isRunning()) {
      backends.postgres().get().restart();
    }
    if (!replica.process().isRunning()) {
      replica.process().restart();
    }
    until("the replica is current", () -> lag() < LAG_MAX.toSeconds() / 2.0);
  }

  @Test
  void readsAreAnsweredByTheReplicaAndNotByThePrimary() throws Exception {
    Subject subject = new Subject("acme", "replicated");
    Remembered kept = Remembered.text("the mill stands by the river").of(subject).turn("c", 0);
    Position written = reader.ingest.write(kept);
    until(
        "the reader knows that the replica has it",
        () -> {
          double asked = reads("primary", "answered");
          json(
              reader.get(reader.acme, "/v1/memories?user=replicated", "Mneme-After", "" + written));
          return reads("primary", "answered") == asked;
        });
    json(reader.recall(reader.acme, "anybody", "mill", "")); // what is shared is held from now on
    double primary = reads("primary", "answered");
    double before = reads("replica", "answered");

    HttpResponse<String> own =
        reader.recall(reader.acme, "replicated", "mill", "", "Mneme-After", written.toString());
    HttpResponse<String> any = reader.recall(reader.acme, "replicated", "mill", "");
    HttpResponse<String> found =
        reader.get(reader.acme, "/v1/memories/" + kept.id() + "?user=replicated");
    HttpResponse<String> listed = reader.get(reader.acme, "/v1/memories?user=replicated");

    assertThat(json(own).at("/consistency").asText()).isEqualTo("applied");
    for (HttpResponse<String> answer : List.of(own, any, found, listed)) {
      assertThat(answer.body()).contains("the mill stands");
      assertThat(answer.headers().firstValue("mneme-degradation")).contains("L0");
    }
    assertThat(reads("primary", "answered")).isEqualTo(primary);
    // revisions and pack of one's own writes, the memory, the list
    assertThat(reads("replica", "answered")).isEqualTo(before + 5);
  }

  @Test
  void whatAPausedReplicaLacksIsReadFromThePrimary() throws Exception {
    Subject subject = new Subject("acme", "paused");
    Remembered first = Remembered.text("the first apple").of(subject).turn("c", 0);
    reader.ingest.write(first);
    onReplica("select pg_wal_replay_pause()");
    try {
      Remembered second = Remembered.text("the second apple").of(subject).turn("c", 1);
      Position written = reader.ingest.write(second);

      JsonNode own =
          json(reader.recall(reader.acme, "paused", "apple", "", "Mneme-After", "" + written));
      JsonNode listed =
          json(
              reader.get(
                  reader.acme, "/v1/memories?user=paused", "Mneme-After", written.toString()));

      assertThat(own.at("/consistency").asText()).isEqualTo("applied");
      assertThat(own.at("/degradation").asText()).isEqualTo("L0");
      assertThat(own.at("/memories")).hasSize(2);
      assertThat(listed.at("/memories")).hasSize(2);
      assertThat(replicaHas(written)).isFalse();

      // Redis told of the second, so no recall is answered without it, whoever asks
      JsonNode others = json(reader.recall(reader.acme, "paused", "apple", ""));
      assertThat(others.at("/memories")).hasSize(2);

      // a list has no revision to be held against: it is behind for no longer than the bound
      Thread.sleep(LAG_MAX.plusMillis(500));
      HttpResponse<String> late = reader.get(reader.acme, "/v1/memories?user=paused");
      assertThat(json(late).at("/memories")).hasSize(2);
      assertThat(late.headers().firstValue("mneme-degradation")).contains("L0");
      assertThat(lag()).isGreaterThan(LAG_MAX.toMillis() / 1e3);
    } finally {
      onReplica("select pg_wal_replay_resume()");
    }
  }

  @Test
  void aDeadReplicaCostsNoAnswerAndIsUsedAgainWhenItIsBack() throws Exception {
    Subject subject = new Subject("acme", "killed");
    Remembered kept = Remembered.text("the ferry leaves at nine").of(subject).turn("c", 0);
    reader.ingest.write(kept);
    until("the reader knows", () -> current(kept));

    replica.process().kill();

    for (int i = 0; i < 20; i++) {
      HttpResponse<String> answer =
          reader.get(reader.acme, "/v1/memories/" + kept.id() + "?user=killed");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("mneme-degradation")).contains("L0");
    }

    replica.process().restart();

    double before = reads("replica", "answered");
    until(
        "the replica answers again",
        () -> {
          json(reader.get(reader.acme, "/v1/memories/" + kept.id() + "?user=killed"));
          return reads("replica", "answered") > before;
        });
  }

  @Test
  void aFrozenReplicaHoldsUpFewAnswersAndOnlyForAWhile() throws Exception {
    Subject subject = new Subject("acme", "frozen");
    Remembered kept = Remembered.text("the pond is frozen").of(subject).turn("c", 0);
    reader.ingest.write(kept);
    until("the reader knows", () -> current(kept));
    String path = "/v1/memories/" + kept.id() + "?user=frozen";
    String pids =
        onReplica("select string_agg(pid::text, ' ') from pg_stat_activity where pid is not null");
    replica.process().freeze();
    signal("STOP", pids);
    try {
      long begun = System.nanoTime();
      HttpResponse<String> answer = reader.get(reader.acme, path);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("mneme-degradation")).contains("L0");
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(HANGS_MIN, HANGS_MAX);
      until("it is known to be gone", ReplicaIT::isUnknown);
      begun = System.nanoTime();
      json(reader.get(reader.acme, path));
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(HANGS_MIN);
    } finally {
      signal("CONT", pids);
      replica.process().thaw();
    }
  }

  @Test
  void withoutThePrimaryTheReplicaAnswersAndSaysSo() throws Exception {
    Subject subject = new Subject("acme", "alone");
    Remembered kept = Remembered.text("the key lies under the mat").of(subject).turn("c", 0);
    Position written = reader.ingest.write(kept);
    until("the replica has it", () -> replicaHas(written));

    backends.postgres().get().kill();
    Thread.sleep(LAG_MAX.plusMillis(500));

    HttpResponse<String> found =
        reader.get(reader.acme, "/v1/memories/" + kept.id() + "?user=alone");
    HttpResponse<String> listed =
        reader.get(reader.acme, "/v1/memories?user=alone", "Mneme-After", written.toString());
    Position never = new Position(0, written.offset() + 1);
    HttpResponse<String> stale =
        reader.get(reader.acme, "/v1/memories?user=alone", "Mneme-After", never.toString());
    HttpResponse<String> recalled = reader.recall(reader.acme, "alone", "key", "");

    assertThat(found.body()).contains("under the mat");
    assertThat(found.headers().firstValue("mneme-degradation")).contains("L2");
    assertThat(listed.body()).contains("under the mat");
    assertThat(listed.headers().firstValue("mneme-consistency")).contains("applied");
    assertThat(listed.headers().firstValue("mneme-degradation")).contains("L2");
    assertThat(stale.headers().firstValue("mneme-consistency")).contains("stale");
    // Redis knows the revision, and the replica has it: nothing is missing
    assertThat(json(recalled).at("/memories/0/text").asText()).contains("under the mat");
    assertThat(json(recalled).at("/degradation").asText()).isEqualTo("L0");
  }

  /** Whether the reader answers this from the replica. */
  private static boolean current(Remembered kept) throws Exception {
    double before = reads("replica", "answered");
    HttpResponse<String> answer =
        reader.get(
            reader.acme, "/v1/memories/" + kept.id() + "?user=" + kept.memory().subject().user());
    return answer.statusCode() == 200 && reads("replica", "answered") > before;
  }

  /** Each of its processes has a session of its own, so each is told. */
  private static void signal(String name, String pids) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    command.addAll(List.of(pids.split(" ")));
    new ProcessBuilder(command).start().waitFor();
  }

  private static boolean replicaHas(Position written) throws SQLException {
    String progress =
        onReplica(
            "select coalesce(max(next_offset), 0) from writer_progress where log_partition = "
                + written.partition());
    return Long.parseLong(progress) > written.offset();
  }

  private static String onReplica(String sql) throws SQLException {
    Backends.PostgresAdmin admin = backends.postgresAdmin();
    try (Connection connection =
            DriverManager.getConnection(
                replica.urlOf(reader.addresses.postgres()), admin.user(), admin.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static double reads(String source, String result) throws Exception {
    return figure(
        "mneme_reader_database_reads_total{",
        "source=\"" + source + "\"",
        "result=\"" + result + "\"");
  }

  private static double lag() throws Exception {
    return figure("mneme_reader_replica_lag_seconds{");
  }

  private static boolean isUnknown() throws Exception {
    double lag = lag();
    return Double.isNaN(lag) || lag > LAG_MAX.toSeconds();
  }

  private static double figure(String... parts) throws Exception {
    return reader
        .get("", "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(parts[0]))
        .filter(line -> Arrays.stream(parts).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static void until(String what, Callable<Boolean> is) throws Exception {
    long end = System.nanoTime() + SOON.toNanos();
    while (!is.call()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      Thread.sleep(Duration.ofMillis(50));
    }
  }
}
