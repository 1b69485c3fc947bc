package io.mneme.reader.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.StubEmbedder;
import io.mneme.reader.World;
import io.mneme.storage.read.ReadStore.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComingModelTest {
  private final World world = new World();
  private final List<String> opened = new ArrayList<>();

  @Test
  void theModelOfAChangeIsOpenedBeforeItIsAskedFor() {
    ComingModel coming =
        new ComingModel(
            world.guardedStore,
            model -> {
              opened.add(model);
              return new StubEmbedder(32, model);
            });
    coming.look();
    assertThat(opened).isEmpty();

    world.store.models = new Models(Optional.of("stub-a"), Optional.of("stub-b"));
    coming.look();

    assertThat(opened).containsExactly("stub-b");
  }

  @Test
  void aModelThatCannotBeHadIsTriedOnceAndALostStoreIsNoHarm() {
    ComingModel coming =
        new ComingModel(
            world.guardedStore,
            model -> {
              opened.add(model);
              throw new EmbedderUnavailable("no such model");
            });
    world.store.models = new Models(Optional.of("stub-a"), Optional.of("gone"));
    world.store.down = true;
    coming.look();
    world.store.down = false;

    coming.look();
    coming.look();

    assertThat(opened).containsExactly("gone");
  }
}
