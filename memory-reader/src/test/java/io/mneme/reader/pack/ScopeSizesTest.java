package io.mneme.reader.pack;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.MemoryScope;
import org.junit.jupiter.api.Test;

class ScopeSizesTest {
  private static final Subject SHARED = MemoryScope.SHARED.subject("acme", "");
  private static final int TOO_MANY = ScopeSizes.MEMORIES_MAX + 1;

  private final ScopeSizes sizes = new ScopeSizes();

  @Test
  void aScopeIsNoticedOnceWhenItOutgrowsWhatItIsMeantFor() {
    assertThat(sizes.outgrew(SHARED, ScopeSizes.MEMORIES_MAX)).isFalse();
    assertThat(sizes.outgrew(SHARED, TOO_MANY)).isTrue();
    assertThat(sizes.outgrew(SHARED, TOO_MANY + 1)).isFalse();
    assertThat(sizes.outgrew(MemoryScope.SHARED.subject("zeta", ""), TOO_MANY)).isTrue();
  }

  @Test
  void oneThatHasShrunkIsNoticedAnew() {
    sizes.outgrew(SHARED, TOO_MANY);
    sizes.outgrew(SHARED, 1);

    assertThat(sizes.outgrew(SHARED, TOO_MANY)).isTrue();
  }

  @Test
  void aUserMayRememberAsMuchAsTheyLike() {
    assertThat(sizes.outgrew(MIRA, TOO_MANY)).isFalse();
  }
}
