package io.mneme.schemas;

/** Names of the headers that ride with records and requests. Public API. */
public final class Headers {
  /** Kafka: schema id and version of the value, for example {@code event/1}. */
  public static final String SCHEMA = "mneme-schema";

  /** Kafka and HTTP: one id for the whole path of a request. */
  public static final String CORRELATION_ID = "mneme-correlation-id";

  /** Kafka and HTTP: W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  /** HTTP response of a write: where the event stands. */
  public static final String POSITION = "mneme-position";

  /** HTTP request of a read: answer only with this position applied, see promise 6. */
  public static final String AFTER = "mneme-after";

  /** HTTP response of a read: {@code applied}, {@code stale} or {@code none}. */
  public static final String CONSISTENCY = "mneme-consistency";

  /** HTTP response: the level of the degradation ladder, {@code L0} to {@code L4}. */
  public static final String DEGRADATION = "mneme-degradation";

  /** Kafka: {@code bulk} on an event of an import that waited for the others. */
  public static final String PRIORITY = "mneme-priority";

  /** A value of {@link #PRIORITY}. */
  public static final String BULK = "bulk";

  /**
   * Kafka: the tenant and the id of the key that wrote an event of the global scope, {@code
   * acme/5f2c}; such an event is of no key's tenant.
   */
  public static final String WRITTEN_BY = "mneme-written-by";

  private Headers() {}
}
