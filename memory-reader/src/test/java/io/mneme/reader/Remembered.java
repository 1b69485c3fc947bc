package io.mneme.reader;

import io.mneme.embedding.StubEmbedder;
import io.mneme.embedding.TextEmbedding;
import io.mneme.embedding.TextEmbedding.TokenRole;
import io.mneme.embedding.TextEmbedding.TokenState;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A memory for a test, told in one line; what is not said is unremarkable. */
public final class Remembered {
  public static final StubEmbedder EMBEDDER = new StubEmbedder(32);
  private static final StubEmbedder WORDS = new StubEmbedder(Embedding.TOKEN_DIMENSIONS);
  public static final Subject MIRA = new Subject("acme", "mira");

  private Subject subject = MIRA;
  private final String text;
  private @Nullable String caption;
  private @Nullable String speaker;
  private @Nullable String conversation;
  private @Nullable Integer turn;
  private MemoryKind kind = MemoryKind.EPISODIC;
  private Tier tier = Tier.HOT;
  private Instant at = Instant.parse("2026-01-01T10:00:00Z");
  private Map<String, Object> metadata = Map.of();
  private long offset;
  private boolean embedded = true;
  private StubEmbedder embedder = EMBEDDER;
  private boolean wordByWord;
  private @Nullable UUID absorbedBy;

  private Remembered(String text) {
    this.text = text;
  }

  public static Remembered text(String text) {
    return new Remembered(text);
  }

  public Remembered of(Subject owner) {
    this.subject = owner;
    return this;
  }

  public Remembered by(String name) {
    this.speaker = name;
    return this;
  }

  public Remembered showing(String picture) {
    this.caption = picture;
    return this;
  }

  public Remembered turn(String ofConversation, int number) {
    this.conversation = ofConversation;
    this.turn = number;
    return this;
  }

  public Remembered kind(MemoryKind ofKind) {
    this.kind = ofKind;
    return this;
  }

  public Remembered in(Tier lyingIn) {
    this.tier = lyingIn;
    return this;
  }

  public Remembered at(String instant) {
    this.at = Instant.parse(instant);
    return this;
  }

  public Remembered with(Map<String, Object> data) {
    this.metadata = data;
    return this;
  }

  public Remembered offset(long inTheLog) {
    this.offset = inTheLog;
    return this;
  }

  public Remembered withoutVector() {
    this.embedded = false;
    return this;
  }

  /** Archived: another answers for it. */
  public Remembered absorbedBy(Remembered keep) {
    this.absorbedBy = keep.id();
    return this;
  }

  /** With the vector of another stand-in than the tests' usual one. */
  public Remembered embeddedBy(String model) {
    this.embedder = new StubEmbedder(EMBEDDER.dimensions(), model);
    return this;
  }

  /** Embedded by a model that tells the meaning of single words. */
  public Remembered wordByWord() {
    this.wordByWord = true;
    return this;
  }

  /** What such a model makes of a text: each word points where its letters hash to. */
  public static TextEmbedding wordByWord(String text) {
    List<TokenState> tokens =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\W+"))
            .map(word -> new TokenState(WORDS.embed(List.of(word)).getFirst().vector(), role(word)))
            .toList();
    return new TextEmbedding(EMBEDDER.embed(List.of(text)).getFirst().vector(), tokens);
  }

  private static TokenRole role(String word) {
    return Set.of("the", "is", "a", "what", "where").contains(word)
        ? TokenRole.FUNCTION
        : TokenRole.CONTENT;
  }

  /** The id this memory has, by owner, text and offset. */
  public UUID id() {
    return Ids.memory(subject, eventId(), 0);
  }

  /** The memory as a writer with a little embedder would store it. */
  public Memory memory() {
    return memory(embedder.model(), words -> embedder.embed(List.of(words)).getFirst().vector());
  }

  /** The memory as a writer with this model would store it. */
  public Memory memory(String model, Function<String, float[]> embedder) {
    Memory.Content content =
        new Memory.Content(
            text,
            caption,
            speaker,
            conversation == null ? null : Role.USER,
            conversation,
            turn,
            metadata,
            List.of(),
            List.of());
    return new Memory(
        id(),
        subject.tenant(),
        subject.user(),
        kind,
        absorbedBy == null ? MemoryStatus.ACTIVE : MemoryStatus.ARCHIVED,
        tier,
        1,
        content,
        new Memory.Times(at, at, at),
        new Memory.Source(eventId(), 0, 0, offset),
        embedded ? embedding(content, model, embedder) : null,
        absorbedBy);
  }

  private UUID eventId() {
    return Ids.event(subject.tenant(), subject.user() + offset + text);
  }

  private Embedding embedding(
      Memory.Content content, String model, Function<String, float[]> embedder) {
    List<float[]> tokens =
        wordByWord
            ? wordByWord(content.text()).tokens().stream().map(TokenState::direction).toList()
            : List.of();
    return Embedding.of(
        model, EmbeddingText.hash(content), embedder.apply(EmbeddingText.of(content)), tokens);
  }
}
