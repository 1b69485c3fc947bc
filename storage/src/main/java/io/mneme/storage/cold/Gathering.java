package io.mneme.storage.cold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which small objects of the archive become one. A tenant's memories go cold a few at a time, and
 * an object each time would in the end be an object a memory. Objects of one tenant and month are
 * gathered once they make one that is no longer small, or once there are so many that they must not
 * become more; so at most {@link #SMALL_MAX} of a month stay small, and a row is copied a few times
 * in its life however slowly the month fills. Pure.
 */
public final class Gathering {
  /** An object of this many rows, or of this much text, is never copied for its size. */
  public static final int SMALL_ROWS_MAX = ColdObject.ROWS_MAX / 2;

  public static final long SMALL_TEXT_CHARS_MAX = ColdObject.TEXT_CHARS_MAX / 2;

  /** Small objects of one tenant and month that are left as they are. */
  public static final int SMALL_MAX = 7;

  /** Objects copied into one: each is a request, and its stubs are switched in one transaction. */
  static final int SOURCES_MAX = 64;

  private Gathering() {}

  /**
   * A small object.
   *
   * @param key of the object
   * @param rows in it
   * @param textChars of their texts
   */
  public record Small(String key, int rows, long textChars) {
    /** Its tenant and month. */
    String folder() {
      return key.substring(0, key.lastIndexOf('/'));
    }
  }

  /** The keys of objects that are to be one each: of one tenant and month, and what one holds. */
  public static List<List<String>> of(List<Small> objects) {
    Map<String, List<Small>> folders = new LinkedHashMap<>();
    for (Small object : objects) {
      folders.computeIfAbsent(object.folder(), _ -> new ArrayList<>()).add(object);
    }
    List<List<String>> gathered = new ArrayList<>();
    for (List<Small> folder : folders.values()) {
      List<Small> smallest = smallest(folder);
      if (isWorthIt(smallest)) {
        gathered.add(smallest.stream().map(Small::key).toList());
      }
    }
    return gathered;
  }

  /** The smallest first, as many as one object holds: what was copied before is copied last. */
  private static List<Small> smallest(List<Small> folder) {
    List<Small> some = new ArrayList<>();
    int rows = 0;
    long textChars = 0;
    for (Small object :
        folder.stream()
            .sorted(Comparator.comparingInt(Small::rows).thenComparing(Small::key))
            .toList()) {
      rows += object.rows();
      textChars += object.textChars();
      if (some.size() == SOURCES_MAX
          || rows > ColdObject.ROWS_MAX
          || textChars > ColdObject.TEXT_CHARS_MAX) {
        break;
      }
      some.add(object);
    }
    return some;
  }

  private static boolean isWorthIt(List<Small> objects) {
    int rows = objects.stream().mapToInt(Small::rows).sum();
    long textChars = objects.stream().mapToLong(Small::textChars).sum();
    boolean fills = rows >= SMALL_ROWS_MAX || textChars >= SMALL_TEXT_CHARS_MAX;
    return objects.size() > SMALL_MAX || (objects.size() > 1 && fills);
  }
}
