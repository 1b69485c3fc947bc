package io.mneme.house.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The plan of the house: which room may use which. */
final class Rooms {
  private static final String HOUSE = "io.mneme.";

  /**
   * As in the table of the README; the command line meets services over HTTP, and sets up Kafka and
   * PostgreSQL.
   */
  static final List<Room> PLAN =
      List.of(
          room("schemas", "schemas"),
          room("storage", "storage", "schemas"),
          room("embedding", "embedding"),
          room("platform", "platform", "schemas"),
          room("api-gateway", "gateway", "schemas", "platform"),
          room("memory-writer", "writer", "schemas", "storage", "embedding", "platform"),
          room("memory-reader", "reader", "schemas", "storage", "embedding", "platform"),
          room("tier-migrator", "migrator", "schemas", "storage", "platform"),
          room("dev-stack", "devstack"),
          room("cli", "cli", "schemas", "storage", "platform", "devstack"),
          room("testkit", "testkit", "schemas", "storage", "embedding", "platform", "devstack"),
          room(
              "benchmarks",
              "benchmarks",
              "schemas",
              "storage",
              "embedding",
              "platform",
              "devstack",
              "migrator",
              "cli"));

  private Rooms() {}

  /** A room uses itself, the rooms named, and nothing else of the house. */
  static ArchRule usesOnly(Room room) {
    Set<String> allowed =
        Set.copyOf(Stream.concat(Stream.of(room.noun()), room.mayUse().stream()).toList());
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(HOUSE + room.noun() + "..")
        .should()
        .dependOnClassesThat(otherRoomThan(allowed))
        .allowEmptyShould(true)
        .as(room.module() + " uses only " + (room.mayUse().isEmpty() ? "itself" : room.mayUse()))
        .because(
            "rooms meet in a topic, a table or a port: put the shared noun into schemas, or declare an"
                + " interface in the room that needs it and implement it in the other");
  }

  private static DescribedPredicate<JavaClass> otherRoomThan(Set<String> allowed) {
    return DescribedPredicate.describe(
        "belong to another room than " + allowed,
        type ->
            type.getPackageName().startsWith(HOUSE)
                && allowed.stream().noneMatch(noun -> isIn(type, HOUSE + noun)));
  }

  private static boolean isIn(JavaClass type, String folder) {
    return type.getPackageName().equals(folder) || type.getPackageName().startsWith(folder + ".");
  }

  private static Room room(String module, String noun, String... mayUse) {
    return new Room(module, noun, Arrays.asList(mayUse));
  }

  /**
   * One room.
   *
   * @param module its folder
   * @param noun its package below io.mneme
   * @param mayUse nouns of the rooms it may use
   */
  record Room(String module, String noun, List<String> mayUse) {
    @Override
    public String toString() {
      return module;
    }
  }
}
