package io.mneme.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.storage.cold.ObjectStore;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} does. */
public abstract class ObjectStoreSuite {
  private static final String KEY = "cold/acme/2026-11/0a1b2c.jsonl.gz";
  private static final int LARGE_BYTES = 5_000_000;

  private ObjectStore store;

  /** An empty store for one test. */
  protected abstract ObjectStore open();

  @BeforeEach
  final void openStore() {
    store = open();
  }

  @Test
  void what_was_never_written_is_not_there() {
    assertThat(store.get(KEY)).isEmpty();
    assertThat(store.exists(KEY)).isFalse();
  }

  @Test
  void an_object_is_read_as_it_was_written() {
    byte[] bytes = bytes(LARGE_BYTES);

    store.put(KEY, bytes);

    assertThat(store.exists(KEY)).isTrue();
    assertThat(store.get(KEY)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes));
  }

  @Test
  void an_empty_object_is_an_object() {
    store.put(KEY, new byte[0]);

    assertThat(store.exists(KEY)).isTrue();
    assertThat(store.get(KEY)).hasValueSatisfying(read -> assertThat(read).isEmpty());
  }

  @Test
  void an_object_written_again_is_the_later_one() {
    store.put(KEY, bytes(100));
    store.put(KEY, new byte[] {1, 2, 3});

    assertThat(store.get(KEY))
        .hasValueSatisfying(read -> assertThat(read).containsExactly(1, 2, 3));
  }

  @Test
  void keys_do_not_meet() {
    store.put(KEY, new byte[] {1});
    store.put(KEY + ".x", new byte[] {2});

    store.delete(KEY + ".x");

    assertThat(store.get(KEY)).hasValueSatisfying(read -> assertThat(read).containsExactly(1));
  }

  @Test
  void a_deleted_object_is_gone_and_can_be_deleted_again() {
    store.put(KEY, new byte[] {1});

    store.delete(KEY);
    store.delete(KEY);

    assertThat(store.exists(KEY)).isFalse();
    assertThat(store.get(KEY)).isEmpty();
  }

  @Test
  void a_store_that_works_says_so() {
    store.check();
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
