package io.mneme.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Made-up conversations of made-up people: the same seed gives the same turns for ever. Long and
 * varied as chat is (some 15 to 60 words), about nobody who lives.
 */
final class SampleConversations {
  private static final Instant BEGINNING = Instant.parse("2026-01-05T08:00:00Z");
  private static final Duration BETWEEN_TURNS = Duration.ofMinutes(3);
  private static final Duration BETWEEN_SESSIONS = Duration.ofHours(31);
  private static final int TURNS_A_SESSION = 20;
  private static final int SENTENCES_MAX = 4;

  private static final List<String> PEOPLE =
      List.of(
          "Ana", "Bram", "Chidi", "Dalia", "Emre", "Freya", "Goran", "Hanna", "Ivo", "Jasmin",
          "Kofi", "Lena", "Marek", "Noor", "Oskar", "Priya");

  private static final List<String> THINGS =
      List.of(
          "the tomato seedlings",
          "my cello lesson",
          "the leaking kitchen tap",
          "a train to Lisbon",
          "the chess club",
          "the old sailing boat",
          "our choir rehearsal",
          "the sourdough starter",
          "a pair of hiking boots",
          "the tax return",
          "my sister's wedding",
          "the allotment",
          "a second-hand bicycle",
          "the language course",
          "the cat's diet",
          "a telescope",
          "the physiotherapy",
          "the new neighbours",
          "a pottery kiln",
          "the marathon training",
          "my grandmother's recipes",
          "the photography exhibition",
          "the broken dishwasher",
          "a week in the mountains",
          "the book club",
          "the solar panels",
          "a job interview");

  private static final List<String> PLACES =
      List.of(
          "in Ghent",
          "at the harbour",
          "behind the library",
          "in the village hall",
          "at home",
          "near the station",
          "in Tbilisi",
          "at the market",
          "in the basement",
          "by the lake",
          "at the clinic",
          "in Oaxaca",
          "on the roof",
          "at my parents' house");

  private static final List<String> TIMES =
      List.of(
          "last Tuesday",
          "tomorrow morning",
          "in the second week of May",
          "yesterday evening",
          "every Thursday",
          "at half past seven",
          "since the autumn",
          "next month",
          "on 14 March",
          "three years ago",
          "before breakfast",
          "at the weekend",
          "during the holidays");

  private static final List<String> OPINIONS =
      List.of(
          "I could not be happier about it", "it cost more than I had thought",
          "honestly, I would do it again", "nobody had told me how loud it would be",
          "I am still not sure it was a good idea", "we laughed until our sides hurt",
          "I have to be careful because of my knee", "it reminds me of my childhood",
          "next time I will ask %p for help", "%p says I worry too much");

  private static final List<String> OPENINGS =
      List.of(
          "I finally sorted out %t %l %w.",
          "Did I tell you that %p helped me with %t %w?",
          "We are going to look at %t %l %w, if the weather holds.",
          "There is a problem with %t: it has to be done again %w.",
          "%p asked about %t and I promised to answer %w.",
          "I spent the whole day with %t %l.",
          "My plan for %t is to begin %w and finish before the summer.",
          "What would you do about %t? I have to decide %w.",
          "I gave up on %t %w and feel lighter for it.",
          "The best thing this week was %t, and %p was there too %l.");

  private final Random random;

  SampleConversations(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A turn.
   *
   * @param subject what it is about, for a question
   */
  record Turn(
      String user,
      String conversation,
      String speaker,
      String text,
      Instant occurredAt,
      String subject) {

    /** A question this turn may answer. */
    String question() {
      return "What did " + speaker + " say about " + subject + "?";
    }
  }

  /** So many turns, spread evenly over so many users, each user's in order. */
  List<Turn> turns(int count, int users) {
    List<Turn> turns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      turns.add(turn("bench-user-" + i % users, i / users));
    }
    return turns;
  }

  private Turn turn(String user, int number) {
    int session = number / TURNS_A_SESSION;
    Instant when =
        BEGINNING
            .plus(BETWEEN_SESSIONS.multipliedBy(session))
            .plus(BETWEEN_TURNS.multipliedBy(number % TURNS_A_SESSION));
    String thing = any(THINGS);
    StringBuilder text = new StringBuilder(sentence(any(OPENINGS), thing));
    for (int more = random.nextInt(SENTENCES_MAX); more > 0; more--) {
      String said =
          random.nextBoolean()
              ? sentence(any(OPENINGS), any(THINGS))
              : capitalised(sentence(any(OPINIONS), thing)) + ".";
      text.append(' ').append(said);
    }
    return new Turn(user, "session_" + session, any(PEOPLE), text.toString(), when, thing);
  }

  private String sentence(String form, String thing) {
    return form.replace("%t", thing)
        .replace("%p", any(PEOPLE))
        .replace("%l", any(PLACES))
        .replace("%w", any(TIMES));
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
