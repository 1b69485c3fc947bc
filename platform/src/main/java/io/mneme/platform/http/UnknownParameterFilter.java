package io.mneme.platform.http;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses a query parameter that the route does not know: a misspelt filter would otherwise narrow
 * nothing, and nobody would be told. A route that declares none is left alone; it may pass them on.
 */
@Context // a fault in it must stop startup, not the first request
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class UnknownParameterFilter {
  private static final int AFTER_AUTHENTICATION = -5_000;

  private final Map<RouteInfo<?>, Set<String>> declared = new ConcurrentHashMap<>();

  @RequestFilter
  @Order(AFTER_AUTHENTICATION)
  void check(HttpRequest<?> request) {
    if (request.getUri().getRawQuery() == null) {
      return;
    }
    Set<String> known =
        RouteAttributes.getRouteInfo(request)
            .map(route -> declared.computeIfAbsent(route, UnknownParameterFilter::declaredBy))
            .orElse(Set.of());
    if (known.isEmpty()) {
      return;
    }
    for (String name : request.getParameters().names()) {
      if (!known.contains(name)) {
        throw new ProblemException(unknown(name, known));
      }
    }
  }

  private static Problem unknown(String name, Set<String> known) {
    return Problem.ofField(
        400,
        "unknown-parameter",
        "/" + name,
        "There is no parameter \""
            + name
            + "\" here; there are: "
            + known.stream().sorted().collect(Collectors.joining(", "))
            + ".");
  }

  private static Set<String> declaredBy(RouteInfo<?> route) {
    return route instanceof MethodBasedRouteInfo<?, ?> method
        ? Stream.of(method.getTargetMethod().getArguments())
            .flatMap(UnknownParameterFilter::names)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static Stream<String> names(Argument<?> argument) {
    if (argument.isAnnotationPresent(RequestBean.class)) {
      return Stream.of(
              BeanIntrospector.SHARED
                  .getIntrospection(argument.getType())
                  .getConstructorArguments())
          .flatMap(UnknownParameterFilter::names);
    }
    return argument.isAnnotationPresent(QueryValue.class)
        ? Stream.of(
            argument
                .getAnnotationMetadata()
                .stringValue(QueryValue.class)
                .orElse(argument.getName()))
        : Stream.empty();
  }
}
