package io.mneme.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.devstack.Addresses;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.storage.cold.S3Account;
import io.mneme.testkit.Backends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every object store does what an object store does. */
final class ObjectStoresIT {

  @Nested
  final class InMemory extends ObjectStoreSuite {
    @Override
    protected ObjectStore open() {
      return new InMemoryObjectStore();
    }
  }

  @Nested
  final class Folder extends ObjectStoreSuite {
    @TempDir private Path folder;

    @Override
    protected ObjectStore open() {
      return ObjectStores.open(folder.resolve("objects").toUri().toString(), Optional.empty());
    }

    @Test
    void a_written_object_leaves_nothing_half_written_beside_it() throws IOException {
      open().put("cold/a/b", new byte[] {1});

      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.filter(Files::isRegularFile)).hasSize(1);
      }
    }

    @Test
    void a_key_cannot_leave_the_folder() {
      assertThatThrownBy(() -> open().put("../outside", new byte[] {1}))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> open().get("/etc/passwd"))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_folder_that_is_a_file_is_an_outage() throws IOException {
      Files.writeString(folder.resolve("objects"), "a file");

      assertThatThrownBy(() -> open().check()).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> open().put("a/b", new byte[] {1}))
          .isInstanceOf(StoreUnavailable.class);
    }
  }

  @Nested
  final class S3 extends ObjectStoreSuite {
    @Override
    protected ObjectStore open() {
      Addresses.Objects bucket = Backends.shared().freshBucket();
      return ObjectStores.open("s3://" + bucket.bucket(), account(bucket.endpoint(), bucket));
    }

    @Test
    void a_server_that_is_not_there_is_an_outage() {
      Addresses.Objects bucket = Backends.shared().freshBucket();
      ObjectStore nowhere =
          ObjectStores.open("s3://" + bucket.bucket(), account("http://127.0.0.1:1", bucket));

      assertThatThrownBy(() -> nowhere.get("a")).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void a_bucket_that_is_not_there_is_an_outage_and_not_a_missing_object() {
      Addresses.Objects bucket = Backends.shared().freshBucket();
      ObjectStore nowhere =
          ObjectStores.open("s3://no-such-bucket", account(bucket.endpoint(), bucket));

      assertThatThrownBy(nowhere::check).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> nowhere.get("a")).isInstanceOf(StoreUnavailable.class);
    }

    private Optional<S3Account> account(String endpoint, Addresses.Objects bucket) {
      return S3Account.of(endpoint, "", bucket.accessKey(), bucket.secretKey());
    }
  }

  @Test
  void an_address_that_names_no_store_is_refused_in_a_sentence() {
    for (String url : new String[] {"", "objects", "ftp://x", "s3://", "s3://b/path", "s3://a b"}) {
      assertThatThrownBy(() -> ObjectStores.open(url, S3Account.of("", "", "key", "secret")))
          .as(url)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("neither file:///folder nor s3://bucket");
    }
    assertThatThrownBy(() -> ObjectStores.open("s3://bucket", Optional.empty()))
        .hasMessageContaining("MNEME_S3_ACCESS_KEY");
  }
}
