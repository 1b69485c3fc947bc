package io.mneme.house.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import io.mneme.house.Repository;
import io.mneme.house.architecture.Rooms.Room;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house is built as it was drawn. */
class HouseArchTest {
  static final Exemptions SQL =
      new Exemptions(
          Map.of(
              "io.mneme.testkit..", "makes and drops databases for tests",
              "io.mneme.cli.stack.Schema", "asks whether there is a database to migrate at all"));
  static final Exemptions REDIS =
      new Exemptions(
          Map.of(
              "io.mneme.benchmarks.limit.ReadyJson", "a limit: answers under a key of its own",
              "io.mneme.benchmarks.limit.ReadyJsonController", "reads them"));
  static final Exemptions CONSUMERS =
      new Exemptions(
          Map.of(
              "io.mneme.testkit..", "reads topics back to prove what stands in them",
              "io.mneme.benchmarks.torture.world.EventTopic", "reads topics back as well"));
  static final Exemptions TIME_AND_CHANCE =
      new Exemptions(
          Map.of(
              "io.mneme.testkit..", "real time bounds the waiting of tests",
              "io.mneme.benchmarks..", "measures the real world",
              "io.mneme.devstack..", "starts real processes and waits for them",
              "io.mneme.cli.stack.Detached", "makes the laptop's secrets",
              "io.mneme.cli.stack.SetupSteps", "makes the laptop's secrets",
              "io.mneme.cli.stack.UpCommand", "makes the laptop's secrets",
              "io.mneme.storage.cold.FolderObjectStore", "names temporary files, never memories"));
  static final Exemptions CYCLES =
      new Exemptions(
          Map.of("io.mneme.schemas.event..", "an event and a memory name each other's enums"));
  static final Exemptions REACTIVE =
      new Exemptions(
          Map.of(
              "io.mneme.gateway.ingest.StreamedAnswer",
              "the HTTP server takes a streamed body as a Publisher"));

  static Stream<Room> rooms() {
    return Rooms.PLAN.stream();
  }

  static Stream<Named<ArchRule>> habits() {
    return Stream.of(
            Habits.schemasUseJacksonAndNothingElse("io.mneme.schemas.."),
            Habits.sqlLivesInStorage(SQL),
            Habits.nothingButTheReaderReadsReplicas(),
            Habits.redisLivesInStorage(REDIS),
            Habits.consumersLiveInPlatform(CONSUMERS),
            Habits.timeAndChanceAreInjected(TIME_AND_CHANCE),
            Habits.nothingIsInjectedIntoFields(),
            Habits.noLombok(),
            Habits.noReactiveTypes(REACTIVE),
            Habits.namesAreNouns(),
            Habits.packagesAreFreeOfCycles("io.mneme", CYCLES))
        .map(rule -> Named.of(rule.getDescription(), rule));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomUsesOnlyTheRoomsOfThePlan(Room room) {
    Rooms.usesOnly(room).check(Classes.ofTheHouse());
  }

  @ParameterizedTest
  @MethodSource("habits")
  void habitIsKept(ArchRule rule) {
    rule.check(Classes.ofTheHouse());
  }

  @Test
  void everyModuleIsARoomOfThePlan() {
    List<String> rooms = Rooms.PLAN.stream().map(Room::module).toList();

    assertThat(Repository.modules())
        .filteredOn(
            module -> Files.exists(Repository.ROOT.resolve(module).resolve("src/main/java")))
        .as("add the new module to Rooms.PLAN and to the table in the README")
        .isSubsetOf(rooms);
  }

  @Test
  void everyModuleWasBuiltBeforeItWasJudged() {
    assertThat(Repository.modules())
        .filteredOn(HouseArchTest::hasCode)
        .allSatisfy(module ->
            assertThat(Repository.ROOT.resolve(module).resolve("target/classes"))
                .as("build it first: ./mvnw -pl house -am")
                .exists());
  }

  @Test
  void everyExemptionNamesSomethingThatExists() {
    Stream.of(SQL, REDIS, CONSUMERS, TIME_AND_CHANCE, REACTIVE)
        .flatMap(exemptions -> exemptions.reasons().entrySet().stream())
        .filter(exemption -> !exemption.getKey().endsWith(".."))
        .forEach(exemption -> {
          assertThat(exemption.getValue()).as("the reason").isNotBlank();
          assertThat(Classes.ofTheHouse())
              .as("%s is gone: take its exemption away", exemption.getKey())
              .anyMatch(type -> Exemptions.covers(exemption.getKey(), type));
        });
  }

  private static boolean hasCode(String module) {
    Path sources = Repository.ROOT.resolve(module).resolve("src/main/java");
    return Files.exists(sources) && !Repository.filesBelow(sources, ".java").isEmpty();
  }
}
