package io.mneme.benchmarks.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BareStatementTest {

  @Test
  void theScriptAsksWhatAReaderAsksAsThatUser() {
    String script = BareStatement.script(new BareStatement.Whose("dev", "bench-user-", 50));

    assertThat(script)
        .contains("\\set number random(0, 49)")
        .contains("set_config('mneme.user', ('bench-user-' || :number), true)")
        .contains("and m.tenant = 'dev'")
        .contains("and m.user_id = ('bench-user-' || :number)")
        .contains("and m.revision > 0")
        .doesNotContain("?");
  }
}
