package io.mneme.schemas.key;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mneme.schemas.memory.MemoryScope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A credential as it stands in {@code mneme.keys}: never the secret, only its SHA-256. Schema
 * {@code api-key/1}.
 *
 * @param keyId public part, 12 letters and digits
 * @param tenant whom it speaks for
 * @param name what the operator called it
 * @param secretSha256 64 hex digits
 * @param scopes what it may do: {@code ingest}, {@code recall}, {@code erase}, {@code ops}
 * @param createdAt when it was made
 * @param revokedAt when it ended, absent while it is good
 */
public record ApiKey(
    String keyId,
    String tenant,
    String name,
    String secretSha256,
    List<String> scopes,
    Instant createdAt,
    @Nullable Instant revokedAt) {

  public ApiKey {
    Objects.requireNonNull(keyId, "key_id is missing");
    Objects.requireNonNull(tenant, "tenant is missing");
    Objects.requireNonNull(name, "name is missing");
    Objects.requireNonNull(secretSha256, "secret_sha256 is missing");
    Objects.requireNonNull(scopes, "scopes is missing");
    Objects.requireNonNull(createdAt, "created_at is missing");
    if (tenant.equals(MemoryScope.GLOBAL_TENANT)) {
      throw new IllegalArgumentException("no key speaks for the tenant \"" + tenant + "\"");
    }
  }

  @JsonIgnore
  public boolean isRevoked() {
    return revokedAt != null;
  }
}
