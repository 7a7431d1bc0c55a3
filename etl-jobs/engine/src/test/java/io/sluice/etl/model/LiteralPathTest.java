package io.sluice.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.fs.GlobPattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiteralPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "s3a://b/c d/k=%2F", "/a{b,c}/[x]*?/}]", "/back\\slash^", "/서울"})
    void matchesThePathAndNothingElse(String path) {
        GlobPattern pattern = new GlobPattern(LiteralPath.of(path));

        assertThat(pattern.matches(path)).isTrue();
        assertThat(pattern.matches(path + "x")).isFalse();
        assertThat(LiteralPath.of("/a*")).isEqualTo("/a\\*");
    }
}
