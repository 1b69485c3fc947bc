package io.mneme.writer.derive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a text mentions, found by rules: runs of capitalised words ({@code Central Park}, {@code
 * Vincent van Gogh}), e-mail addresses, web addresses, hash tags and mentions.
 *
 * <p>The first word of a sentence is capitalised whatever it is, so it counts only where the text
 * shows it to be a name: it begins a run of two and is no common opener, or it stands capitalised
 * inside a sentence as well.
 */
final class EntityRules {
  static final int ENTITIES_MAX = 32;
  static final int ENTITY_LENGTH_MAX = 128;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "https?://[^\\s<>\"')\\]]+[^\\s<>\"')\\].,;:!?]"
              + "|[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63})+"
              + "|(?<![\\p{L}\\p{N}])[#@][\\p{L}\\p{N}_]{2,64}");

  /** A word, or whatever ends a sentence, or whatever else ends a run. */
  private static final Pattern TOKEN =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’&-]*|[.!?…\\n]+|[^\\p{L}\\p{N}\\s]");

  private static final List<String> POSSESSIVES = List.of("'s", "’s", "'", "’");

  private static final Set<String> PARTICLES =
      Set.of("of", "de", "da", "del", "la", "van", "von", "der", "den", "al", "bin");

  /** Capitalised by grammar or habit, not because they name something. */
  private static final Set<String> NOT_NAMES =
      Set.of(
          ("i i'm i've i'll i'd ok okay lol omg btw fyi asap tv diy pm am "
                  + "mr mrs ms dr god monday tuesday wednesday thursday friday saturday sunday "
                  + "january february march april may june july august september october november "
                  + "december jan feb mar apr jun jul aug sep sept oct nov dec")
              .split(" "));

  /** Words that often begin a sentence and may stand before a name without being part of it. */
  private static final Set<String> OPENERS =
      Set.of(
          ("a an the this that these those my your his her its our their we you he she it they who "
                  + "what when where why how which is are was were do does did have has had can "
                  + "could will would shall should may might must and but or so if as at by for "
                  + "from in into of on to with after before since while yes no yeah yep nope hey "
                  + "hi hello oh wow well thanks thank dear good great nice cool sure sorry please "
                  + "congrats happy also then just not now here there maybe actually last next "
                  + "let's it's that's there's he's she's we're you're they're what's who's")
              .split(" "));

  private EntityRules() {}

  /** The names, each once, in the order of the text, at most {@value #ENTITIES_MAX}. */
  static List<String> find(String text) {
    Set<String> found = new LinkedHashSet<>();
    List<Run> runs = runs(mayHoldAddress(text) ? withoutAddresses(text, found) : text);
    Set<String> sure = new LinkedHashSet<>();
    runs.stream().filter(run -> !run.opensSentence).forEach(run -> sure.addAll(run.words));
    for (Run run : runs) {
      add(found, String.join(" ", run.name(sure)));
    }
    return found.stream().limit(ENTITIES_MAX).toList();
  }

  /** To look for these costs far less than to try the pattern, and most texts hold none. */
  private static boolean mayHoldAddress(String text) {
    return text.indexOf('@') >= 0 || text.indexOf('#') >= 0 || text.contains("://");
  }

  private static String withoutAddresses(String text, Set<String> found) {
    return ADDRESS
        .matcher(text)
        .replaceAll(address -> {
          add(found, address.group());
          return ";"; // ends a run, not a sentence
        });
  }

  private static void add(Set<String> found, String entity) {
    if (!entity.isEmpty() && entity.length() <= ENTITY_LENGTH_MAX) {
      found.add(entity);
    }
  }

  private static List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    List<String> words = new ArrayList<>();
    boolean sentenceBegins = true;
    boolean opensSentence = false;
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String word = token.group();
      boolean startsName = isCapitalised(word) && !NOT_NAMES.contains(lower(word));
      boolean joinsName = !words.isEmpty() && PARTICLES.contains(word);
      if (startsName || joinsName) {
        opensSentence = words.isEmpty() ? sentenceBegins : opensSentence;
        words.add(word.substring(0, word.length() - possessive(word).length()));
      }
      if (!(startsName || joinsName) || !possessive(word).isEmpty()) {
        close(words, opensSentence, runs);
      }
      sentenceBegins = endsSentence(word) || (sentenceBegins && !isWord(word));
    }
    close(words, opensSentence, runs);
    return runs;
  }

  private static void close(List<String> words, boolean opensSentence, List<Run> runs) {
    while (!words.isEmpty() && PARTICLES.contains(words.getLast())) {
      words.removeLast();
    }
    if (!words.isEmpty()) {
      runs.add(new Run(List.copyOf(words), opensSentence));
      words.clear();
    }
  }

  private static boolean isCapitalised(String word) {
    return Character.isUpperCase(word.codePointAt(0)) && word.codePointCount(0, word.length()) > 1;
  }

  /** What a word ends with if it is a possessive; empty if it is none. */
  private static String possessive(String word) {
    return POSSESSIVES.stream().filter(word::endsWith).findFirst().orElse("");
  }

  private static boolean isWord(String token) {
    return Character.isLetterOrDigit(token.codePointAt(0));
  }

  private static boolean endsSentence(String token) {
    return ".!?…\n".indexOf(token.charAt(0)) >= 0;
  }

  private static String lower(String word) {
    return word.replace('’', '\'').toLowerCase(Locale.ROOT);
  }

  /** Capitalised words side by side. */
  private record Run(List<String> words, boolean opensSentence) {

    List<String> name(Set<String> sure) {
      if (isShouted()) {
        return List.of();
      }
      if (!opensSentence) {
        return words;
      }
      String first = words.getFirst();
      if (OPENERS.contains(lower(first))) {
        return withoutFirst();
      }
      return words.size() > 1 || sure.contains(first) ? words : List.of();
    }

    /** SEVERAL WORDS in capitals are loud, not names; a single one may be an acronym. */
    private boolean isShouted() {
      return words.size() > 1
          && words.stream().allMatch(word -> word.equals(word.toUpperCase(Locale.ROOT)));
    }

    private List<String> withoutFirst() {
      List<String> rest = new ArrayList<>(words.subList(1, words.size()));
      while (!rest.isEmpty() && PARTICLES.contains(rest.getFirst())) {
        rest.removeFirst();
      }
      return rest;
    }
  }
}
