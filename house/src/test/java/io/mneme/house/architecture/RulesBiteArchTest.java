package io.mneme.house.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.lang.ArchRule;
import io.mneme.house.architecture.Rooms.Room;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule finds the class that was written to break it, and says what to do instead. */
class RulesBiteArchTest {
  private static final String FIXTURE = "io.mneme.house.fixture.";

  static Stream<Arguments> breaches() {
    Exemptions none = Exemptions.none();
    return Stream.of(
        breach("direction", "Cook", "put the shared noun into schemas", kitchenAlone()),
        breach(
            "contract",
            "HeavyContract",
            "nothing but Jackson",
            Habits.schemasUseJacksonAndNothingElse(FIXTURE + "contract..")),
        breach("sql", "SqlOutsideStorage", "one of its ports", Habits.sqlLivesInStorage(none)),
        breach(
            "redis", "RedisOutsideStorage", "one of its ports", Habits.redisLivesInStorage(none)),
        breach(
            "consumer",
            "ConsumerOutsidePlatform",
            "BatchHandler",
            Habits.consumersLiveInPlatform(none)),
        breach("clock", "ReadsTheClock", "InstantSource", Habits.timeAndChanceAreInjected(none)),
        breach("clock", "CountsMillis", "InstantSource", Habits.timeAndChanceAreInjected(none)),
        breach("clock", "RollsDice", "RandomGenerator", Habits.timeAndChanceAreInjected(none)),
        breach("injection", "InjectedField", "constructor", Habits.nothingIsInjectedIntoFields()),
        breach("lombok", "WrittenByLombok", "write a record", Habits.noLombok()),
        breach("reactive", "ReturnsAPublisher", "virtual threads", Habits.noReactiveTypes(none)),
        breach("naming", "StringUtil", "look for the noun", Habits.namesAreNouns()),
        breach("naming", "MemoryManager", "look for the noun", Habits.namesAreNouns()),
        breach("naming", "BaseThing", "look for the noun", Habits.namesAreNouns()),
        breach(
            "cycle",
            "Hen",
            "move the shared noun down",
            Habits.packagesAreFreeOfCycles(FIXTURE + "cycle", none)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("breaches")
  void ruleFindsItsBreach(String fixture, String culprit, String advice, ArchRule rule) {
    assertThatThrownBy(() -> rule.check(Classes.ofFixture(fixture)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(culprit)
        .hasMessageContaining(advice);
  }

  @Test
  void exemptClassIsLeftAloneAndItsNeighbourIsNot() {
    Exemptions exemptions =
        new Exemptions(Map.of(FIXTURE + "clock.ReadsTheClock", "for this test"));

    assertThatThrownBy(
            () -> Habits.timeAndChanceAreInjected(exemptions).check(Classes.ofFixture("clock")))
        .hasMessageContaining("RollsDice")
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("ReadsTheClock"));
  }

  @Test
  void wiringMayUseEveryPackageOfItsRoom() {
    Habits.packagesAreFreeOfCycles(FIXTURE + "wired", Exemptions.none())
        .check(Classes.ofFixture("wired"));
  }

  private static ArchRule kitchenAlone() {
    return Rooms.usesOnly(new Room("kitchen", "house.fixture.direction.kitchen", List.of()));
  }

  private static Arguments breach(String fixture, String culprit, String advice, ArchRule rule) {
    return Arguments.of(fixture, culprit, advice, rule);
  }
}
