package io.mneme.gateway.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.mneme.platform.http.JsonProblems;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.mneme.schemas.Json;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON and nothing else: well-formed UTF-8, one value, no field twice. Anything a decoder
 * would silently repair is refused, so that what was sent is what is kept.
 */
public final class StrictJson {
  private static final char REPLACEMENT = '\uFFFD';
  private static final ObjectReader READER =
      Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  /**
   * Parses a body or a line.
   *
   * @throws ProblemException 400 naming the byte of a broken character, or the line and column of a
   *     syntax error
   */
  public static JsonNode parse(byte[] utf8) {
    String text = decode(utf8);
    if (text.isBlank()) {
      throw new ProblemException(
          Problem.of(400, "missing-body", "The request has no body; send a JSON object."));
    }
    try {
      return READER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ProblemException(JsonProblems.of(e));
    }
  }

  /** A broken character becomes U+FFFD; only a text with one needs the slow look for it. */
  private static String decode(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(utf8);
  }

  private static String decodeStrictly(byte[] utf8) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(utf8);
    CharBuffer out = CharBuffer.allocate(utf8.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new ProblemException(
          Problem.of(
              400,
              "invalid-utf-8",
              "The body is not UTF-8: byte " + in.position() + " does not belong to a character."));
    }
    return out.flip().toString();
  }
}
