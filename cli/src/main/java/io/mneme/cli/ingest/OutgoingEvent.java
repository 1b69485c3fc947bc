package io.mneme.cli.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Json;
import java.util.Arrays;

/**
 * An event on its way.
 *
 * @param number where it stands in its file, from 1
 * @param user whose it is; events of one user arrive in order
 * @param json the item as it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined over the array's content below
public record OutgoingEvent(long number, String user, byte[] json) {

  /** The event of this item, which must name its user. */
  public static OutgoingEvent of(long number, ObjectNode item) {
    return new OutgoingEvent(number, item.path("user").asText(), Json.write(item));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutgoingEvent that
        && number == that.number
        && user.equals(that.user)
        && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(number) + Arrays.hashCode(json);
  }
}
