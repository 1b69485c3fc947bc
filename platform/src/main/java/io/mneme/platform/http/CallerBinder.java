package io.mneme.platform.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;

/** Hands a controller its {@link Caller}. */
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller> {
  static final String ATTRIBUTE = "mneme.caller";

  @Override
  public Argument<Caller> argumentType() {
    return Argument.of(Caller.class);
  }

  @Override
  public BindingResult<Caller> bind(
      ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
    return () -> request.getAttribute(ATTRIBUTE, Caller.class);
  }
}
