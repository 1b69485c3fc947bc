package io.mneme.platform.http;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A request's correlation id on whichever thread works for it, so that every log line has it. One
 * entry is put and taken away; copying the whole map at every change of thread was a seventh of
 * what the gateway allocated.
 */
record CorrelationContext(String id) implements ThreadPropagatedContextElement<@Nullable String> {

  @Override
  public @Nullable String updateThreadContext() {
    String before = MDC.get(Correlation.MDC_KEY);
    MDC.put(Correlation.MDC_KEY, id);
    return before;
  }

  @Override
  public void restoreThreadContext(@Nullable String before) {
    if (before == null) {
      MDC.remove(Correlation.MDC_KEY);
    } else {
      MDC.put(Correlation.MDC_KEY, before);
    }
  }
}
