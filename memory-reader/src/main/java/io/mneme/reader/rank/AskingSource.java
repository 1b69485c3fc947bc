package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;

/** What is itself a question seldom answers one: -1. */
final class AskingSource implements Source {

  @Override
  public String name() {
    return "asking";
  }

  @Override
  public Scale scale() {
    return Scale.AS_IS;
  }

  @Override
  public float[] score(Evidence evidence) {
    SubjectPack pack = evidence.pack();
    float[] scores = new float[pack.size()];
    for (int slot : evidence.candidates()) {
      scores[slot] = pack.traits().asks(slot) ? -1 : 0;
    }
    return scores;
  }
}
