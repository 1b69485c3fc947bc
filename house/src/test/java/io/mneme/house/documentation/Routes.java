package io.mneme.house.documentation;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.mneme.house.Repository;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a service routes, by the annotations of its controllers: {@code GET /v1/memories/{id}}. */
final class Routes {

  private Routes() {}

  /** Routes of a module below {@code /v1}: those for clients. */
  static Set<String> of(String module) throws ReflectiveOperationException {
    Path classes = Repository.ROOT.resolve(module).resolve("target/classes");
    Set<String> routes = new TreeSet<>();
    for (Path file : Repository.builtFiles(classes, "Controller.class")) {
      String name =
          classes.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
      Class<?> type = Class.forName(name, false, Routes.class.getClassLoader());
      Controller controller = type.getAnnotation(Controller.class);
      if (controller != null) {
        for (Method method : type.getDeclaredMethods()) {
          actions(method).forEach(action -> routes.add(join(action, controller.value())));
        }
      }
    }
    routes.removeIf(route -> !route.contains(" /v1/"));
    return routes;
  }

  private static List<Action> actions(Method method) {
    List<Action> actions = new ArrayList<>();
    for (Annotation annotation : method.getAnnotations()) {
      switch (annotation) {
        case Get get -> actions.add(new Action("GET", get.value(), get.uri()));
        case Post post -> actions.add(new Action("POST", post.value(), post.uri()));
        case Put put -> actions.add(new Action("PUT", put.value(), put.uri()));
        case Delete delete -> actions.add(new Action("DELETE", delete.value(), delete.uri()));
        default -> {}
      }
    }
    return actions;
  }

  private static String join(Action action, String base) {
    String own = action.value().equals("/") ? action.uri() : action.value();
    String query = own.replaceAll("\\{\\?[^}]*}", "");
    String path = (base.equals("/") ? "" : base) + (query.equals("/") ? "" : query);
    return action.verb() + " " + path;
  }

  private record Action(String verb, String value, String uri) {}
}
