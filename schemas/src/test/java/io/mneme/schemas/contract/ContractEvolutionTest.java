package io.mneme.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.contract.Contract.Sample;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts only grow, and what was once written is readable for ever. */
class ContractEvolutionTest {

  static List<Contract> contracts() {
    return Contract.all();
  }

  static Stream<Sample> golden() {
    return Contract.all().stream().flatMap(contract -> contract.golden().stream());
  }

  static Stream<Sample> refused() {
    return Contract.all().stream().flatMap(contract -> contract.refused().stream());
  }

  @Test
  void everySchemaFolderIsHeldByThisTest() {
    assertThat(Contract.folders())
        .containsExactlyInAnyOrderElementsOf(
            Contract.all().stream().map(Contract::schema).toList());
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void schemaKeepsEveryPromiseOfItsReleasedCopy(Contract contract) {
    assertThat(contract.releasedVersions())
        .as("copy a schema to src/test/resources/released when it is released")
        .isNotEmpty()
        .allSatisfy(version ->
            assertThat(
                    SchemaEvolution.between(contract.released(version), contract.source(version)))
                .as("broken promises; add an optional field or a new version instead")
                .isEmpty());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void goldenSampleIsValid(Sample sample) {
    assertThat(sample.contract().validate(sample.json())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void goldenSampleIsWrittenAsItWasRead(Sample sample) throws IOException {
    Object decoded = sample.contract().decode(sample.json());

    assertThat(Samples.written(decoded)).isEqualTo(sample.json());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void poisonIsRefusedBySchemaAndByRecord(Sample sample) {
    assertThat(sample.contract().validate(sample.json())).as("the schema").isNotEmpty();
    assertThat(Samples.decodes(sample.contract(), sample.json())).as("the record").isFalse();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void fieldOfNewerWriterIsIgnored(Sample sample) throws IOException {
    Object decoded = sample.contract().decode(Samples.withUnknownFields(sample.json()));

    assertThat(sample.contract().validate(Samples.withUnknownFields(sample.json()))).isEmpty();
    assertThat(decoded).isEqualTo(sample.contract().decode(sample.json()));
  }
}
