package io.mneme.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final UUID EVENT = UUID.fromString("0195529c-7f3e-7c11-9a42-0d6c2f1b7a01");
  private static final int ROUNDS = 10_000;

  @Test
  void versionFiveMatchesTheVectorOfRfc9562AppendixA4() {
    assertThat(Ids.version5(DNS, "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
  }

  @Test
  void everyIdIsOfVersionFiveAndOfItsOwn() {
    Set<UUID> ids = new HashSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      UUID id = Ids.event("acme", "key-" + i);

      assertThat(id.version()).isEqualTo(5);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(ids.add(id)).isTrue();
    }
  }

  @Test
  void sameInputGivesTheSameIdForEver() {
    assertThat(Ids.event("acme", "order-7")).isEqualTo(Ids.event("acme", "order-7"));
    // computed with another UUIDv5 implementation: a change of these would make every replay a
    // different world
    assertThat(Ids.event("acme", "order-7"))
        .isEqualTo(UUID.fromString("f06d1a9f-56fe-5414-b3d9-1efcc34c5f6e"));
    assertThat(Ids.memory(new Subject("acme", "mira"), EVENT, 0))
        .isEqualTo(UUID.fromString("de7295b5-28f7-5b66-8c7a-45a525d3a9f1"));
  }

  @Test
  void tenantKeyAndOrdinalAllSeparate() {
    Subject mira = new Subject("acme", "mira");
    assertThat(
            Set.of(
                Ids.event("acme", "1"),
                Ids.event("acme2", "1"),
                Ids.event("acme", "2"),
                Ids.memory(mira, EVENT, 0),
                Ids.memory(mira, EVENT, 1),
                Ids.memory(new Subject("acme", "noor"), EVENT, 0)))
        .hasSize(6);
  }

  @Test
  void contentHashIsSha256OfTheText() {
    assertThat(Ids.contentHash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Ids.contentHash("ä")).isNotEqualTo(Ids.contentHash("a\u0308"));
  }

  @Test
  void onlyTheIdOfAnIdempotencyKeyMayComeAgain() {
    assertThat(Ids.isOfKey(Ids.event("acme", "turn-17"))).isTrue();
    assertThat(Ids.isOfKey(UUID.fromString("019a0000-0000-7000-8000-000000000000"))).isFalse();
  }
}
