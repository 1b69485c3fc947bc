package io.mneme.platform.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.mneme.schemas.Json;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Jackson refuses, in the words of whoever wrote the JSON. Never repeats the content. */
public final class JsonProblems {
  private JsonProblems() {}

  /** The problem with a body that is not JSON or does not fit. */
  public static Problem of(JsonProcessingException failure) {
    return switch (failure) {
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case ValueInstantiationException broken -> brokenRule(broken);
      case InvalidFormatException format -> wrongType(format, format.getTargetType());
      case MismatchedInputException mismatch -> wrongType(mismatch, mismatch.getTargetType());
      case JsonMappingException mapping when !mapping.getPath().isEmpty() ->
          Problem.ofField(400, "invalid-value", pointer(mapping), "is not as it should be");
      case StreamConstraintsException _ ->
          Problem.of(400, "invalid-json", "The JSON is nested too deep or holds too long a value.");
      case JsonProcessingException syntax ->
          Problem.of(400, "invalid-json", "The body is not JSON" + where(syntax) + ".");
    };
  }

  private static Problem unknownField(UnrecognizedPropertyException unknown) {
    String known =
        String.join(
            ", ", unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList());
    return Problem.ofField(
        400,
        "unknown-field",
        pointer(unknown),
        "Field \"" + unknown.getPropertyName() + "\" is not known here; known are: " + known + ".");
  }

  private static Problem brokenRule(ValueInstantiationException broken) {
    Throwable cause = broken.getCause();
    String rule = cause == null ? "The value breaks a rule." : String.valueOf(cause.getMessage());
    return Problem.ofField(400, "invalid-value", pointer(broken), rule);
  }

  private static Problem wrongType(MismatchedInputException mismatch, @Nullable Class<?> target) {
    String pointer = pointer(mismatch);
    if (pointer.isEmpty() && mismatch.getOriginalMessage().startsWith("No content")) {
      return Problem.of(400, "missing-body", "The request has no body; send a JSON object.");
    }
    if (mismatch.getOriginalMessage().startsWith("Trailing token")) {
      return Problem.of(400, "invalid-json", "The body is not JSON: something follows its value.");
    }
    if (target != null && target.isEnum()) {
      return Problem.ofField(
          400, "wrong-type", pointer, "The value must be one of " + words(target) + ".");
    }
    String wanted = target == null ? "of another type" : "a " + wireName(target);
    return Problem.ofField(400, "wrong-type", pointer, "The value must be " + wanted + ".");
  }

  private static String words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Json.mapper().convertValue(constant, String.class))
        .collect(Collectors.joining(", "));
  }

  private static String wireName(Class<?> type) {
    if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != boolean.class)) {
      return "number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "boolean (true or false)";
    }
    if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
      return "list";
    }
    return switch (type.getSimpleName()) {
      case "String" -> "string";
      case "Instant" -> "time such as 2025-01-31T12:00:00Z";
      case "UUID" -> "UUID";
      default -> "JSON object";
    };
  }

  /** RFC 6901. */
  private static String pointer(JsonMappingException failure) {
    StringBuilder pointer = new StringBuilder();
    List<JsonMappingException.Reference> path = failure.getPath();
    for (JsonMappingException.Reference step : path) {
      String name =
          step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
      pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private static String where(JsonProcessingException syntax) {
    JsonLocation location = syntax.getLocation();
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }
}
