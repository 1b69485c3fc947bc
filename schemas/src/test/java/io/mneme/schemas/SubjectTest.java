package io.mneme.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
  private static final long SEED = 20_261_121L;
  private static final int ROUNDS = 5_000;
  private static final String TENANT_LETTERS = "abcxyz0189-";

  @Test
  void everySubjectIsReadBackFromItsKey() {
    RandomGenerator random = seeded();
    for (int round = 0; round < ROUNDS; round++) {
      Subject subject = new Subject(tenant(random), user(random));

      assertThat(Subject.parse(subject.key()))
          .as("seed %d round %d", SEED, round)
          .isEqualTo(subject);
    }
  }

  @Test
  void differentSubjectsNeverShareAKey() {
    assertThat(new Subject("a", "b/c").key()).isNotEqualTo(new Subject("a-b", "c").key());
    RandomGenerator random = seeded();
    for (int round = 0; round < ROUNDS; round++) {
      Subject one = new Subject(tenant(random), user(random));
      Subject other = new Subject(tenant(random), user(random));

      assertThat(one.key().equals(other.key())).isEqualTo(one.equals(other));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "-a", "a/b", "a b", "ä", "a\n", "a_b"})
  void impossibleTenantIsRefused(String tenant) {
    assertThatThrownBy(() -> new Subject(tenant, "mira"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tenant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "a\nb", "a\u0000", "a\u009f"})
  void impossibleUserIsRefused(String user) {
    assertThatThrownBy(() -> new Subject("acme", user))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user");
  }

  @Test
  void lengthsEndWhereTheyAreSaidToEnd() {
    assertThat(new Subject("a".repeat(63), "u".repeat(Subject.USER_LENGTH_MAX)).user())
        .hasSize(256);
    assertThatThrownBy(() -> new Subject("a".repeat(64), "u"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Subject("a", "u".repeat(Subject.USER_LENGTH_MAX + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keyWithoutSlashIsRefused() {
    assertThatThrownBy(() -> Subject.parse("acme"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tenant/user");
  }

  private static RandomGenerator seeded() {
    return new SplittableRandom(SEED);
  }

  private static String tenant(RandomGenerator random) {
    StringBuilder tenant = new StringBuilder("t");
    int length = random.nextInt(63);
    for (int i = 0; i < length; i++) {
      tenant.append(TENANT_LETTERS.charAt(random.nextInt(TENANT_LETTERS.length())));
    }
    return tenant.toString();
  }

  private static String user(RandomGenerator random) {
    StringBuilder user = new StringBuilder("u");
    int length = random.nextInt(120);
    for (int i = 0; i < length; i++) {
      int letter = random.nextInt(0x20, 0x2FFFF);
      user.appendCodePoint(Character.isISOControl(letter) || isSurrogate(letter) ? '/' : letter);
    }
    return user.toString();
  }

  private static boolean isSurrogate(int letter) {
    return letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
  }
}
