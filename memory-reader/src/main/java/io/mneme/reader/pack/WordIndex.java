package io.mneme.reader.pack;

import io.mneme.reader.words.FieldWeights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words to memories: BM25F (Robertson, Zaragoza: "The Probabilistic Relevance Framework", section
 * 3.6) over the fields of {@link FieldWeights}. A memory's own words stand in the postings; what
 * its neighbours lend it is added when a term is first asked for, so that a new turn changes no
 * posting of an old one, and a term that is asked for again is only added up.
 */
final class WordIndex {
  private final FieldWeights weights;
  private final Neighbours neighbours;
  private final int memories;
  private final int[] starts;
  private final int[] slots;
  private final float[] own;
  private final float[] lent;
  private final double[] lengthNorms;

  /** By term, worked out when it is first asked for; two threads may both do so, alike. */
  private final @Nullable Finds[] finds;

  /** Indexes memories, whose place in the list is their slot. */
  WordIndex(List<PackedMemory> packed, Neighbours neighbours, int terms, FieldWeights weights) {
    this.weights = weights;
    this.neighbours = neighbours;
    this.memories = packed.size();
    this.starts = starts(packed, terms);
    this.slots = new int[starts[terms]];
    this.own = new float[starts[terms]];
    this.lent = new float[starts[terms]];
    fill(packed, terms);
    this.lengthNorms = lengthNorms(packed);
    this.finds = new Finds[terms];
  }

  /**
   * A term of a question.
   *
   * @param number in the dictionary of these memories
   * @param elsewhere how many memories of other packs hold it
   */
  record Term(int number, int elsewhere) {}

  /**
   * BM25F of every slot for a question's terms; a repeated term counts as often as it stands.
   *
   * @param memoriesElsewhere how many memories other packs search for the same question
   */
  float[] score(List<Term> terms, int memoriesElsewhere) {
    float[] scores = new float[memories];
    Map<Term, Integer> counts = new LinkedHashMap<>();
    for (Term term : terms) {
      if (isIndexed(term.number())) {
        counts.merge(term, 1, Integer::sum);
      }
    }
    counts.forEach((term, count) -> {
      Finds finds = finds(term.number());
      finds.addTo(
          scores, memoriesElsewhere == 0 ? count : count * rarer(finds, term, memoriesElsewhere));
    });
    return scores;
  }

  /** How much rarer a term is among all memories that are searched than among these. */
  private float rarer(Finds finds, Term term, int memoriesElsewhere) {
    int found = finds.slots().length;
    return (float)
        (rarity(found + term.elsewhere(), memories + memoriesElsewhere) / rarity(found, memories));
  }

  /** How many memories hold a term, or stand beside one that does. */
  int holding(int term) {
    return isIndexed(term) ? finds(term).slots().length : 0;
  }

  private boolean isIndexed(int term) {
    return term >= 0 && term < finds.length;
  }

  private Finds finds(int term) {
    Finds known = finds[term];
    if (known == null) {
      known = find(term);
      finds[term] = known;
    }
    return known;
  }

  private Finds find(int term) {
    double[] frequencies = new double[memories];
    int[] touched = new int[3 * (starts[term + 1] - starts[term])];
    int found = gather(term, frequencies, touched);
    float[] worth = new float[found];
    double weight = rarity(found, memories) * (weights.k1() + 1);
    for (int i = 0; i < found; i++) {
      double frequency = frequencies[touched[i]];
      worth[i] = (float) (weight * frequency / (frequency + lengthNorms[touched[i]]));
    }
    return new Finds(Arrays.copyOf(touched, found), worth);
  }

  /** Adds up one term's weighted frequency per slot; returns how many slots have any. */
  private int gather(int term, double[] frequencies, int[] touched) {
    int found = 0;
    for (int i = starts[term]; i < starts[term + 1]; i++) {
      int slot = slots[i];
      found = add(slot, own[i], frequencies, touched, found);
      found = add(neighbours.next(slot), weights.previous() * lent[i], frequencies, touched, found);
      found = add(neighbours.previous(slot), weights.next() * lent[i], frequencies, touched, found);
    }
    return found;
  }

  private static int add(
      int slot, double frequency, double[] frequencies, int[] touched, int found) {
    if (slot == Neighbours.NONE || frequency == 0) {
      return found;
    }
    if (frequencies[slot] == 0) {
      touched[found] = slot;
      found++;
    }
    frequencies[slot] += frequency;
    return found;
  }

  private static double rarity(int found, int among) {
    return Math.log(1 + (among - found + 0.5) / (found + 0.5));
  }

  private static int[] starts(List<PackedMemory> packed, int terms) {
    int[] starts = new int[terms + 1];
    for (PackedMemory memory : packed) {
      for (int term : memory.terms()) {
        starts[term + 1]++;
      }
    }
    for (int term = 0; term < terms; term++) {
      starts[term + 1] += starts[term];
    }
    return starts;
  }

  private void fill(List<PackedMemory> packed, int terms) {
    int[] free = new int[terms];
    System.arraycopy(starts, 0, free, 0, terms);
    for (int slot = 0; slot < packed.size(); slot++) {
      PackedMemory memory = packed.get(slot);
      for (int i = 0; i < memory.terms().length; i++) {
        int place = free[memory.terms()[i]]++;
        slots[place] = slot;
        own[place] = memory.own()[i];
        lent[place] = memory.lent()[i];
      }
    }
  }

  private double[] lengthNorms(List<PackedMemory> packed) {
    double[] lengths = new double[packed.size()];
    double sum = 0;
    for (int slot = 0; slot < lengths.length; slot++) {
      lengths[slot] =
          packed.get(slot).ownLength()
              + weights.previous() * lentLength(packed, neighbours.previous(slot))
              + weights.next() * lentLength(packed, neighbours.next(slot));
      sum += lengths[slot];
    }
    double average = sum / Math.max(lengths.length, 1);
    for (int slot = 0; slot < lengths.length; slot++) {
      double relative = average == 0 ? 1 : lengths[slot] / average;
      lengths[slot] = weights.k1() * (1 - weights.b() + weights.b() * relative);
    }
    return lengths;
  }

  private static double lentLength(List<PackedMemory> packed, int slot) {
    return slot == Neighbours.NONE ? 0 : packed.get(slot).lentLength();
  }

  /** Where a term is found, and what each find adds to its memory's score. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Finds(int[] slots, float[] worth) {

    void addTo(float[] scores, float times) {
      for (int i = 0; i < slots.length; i++) {
        scores[slots[i]] += times * worth[i];
      }
    }
  }
}
