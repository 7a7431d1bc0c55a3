package io.sluice.etl.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocationsTest {
    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a/b, file:/a/b",
        "/a/b, file:///a/b",
        "/a/b, /a/b/",
        "/a/region=a%2Fb, file:/a/region=a%2Fb",
        "/a/region=a b, file:/a/region=a b",
        "s3a://lake/t, s3a://lake/t/"
    })
    void isOnePlaceHoweverWritten(String left, String right) {
        assertThat(Locations.same(left, right)).isTrue();
        assertThat(Locations.same(right, left)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/c",
        "/a/b, hdfs://a/b",
        "s3a://lake/t, s3a://other/t",
        "s3a://lake/t, s3n://lake/t",
        "/a/region=a%2Fb, /a/region=a/b"
    })
    void tellsPlacesApart(String left, String right) {
        assertThat(Locations.same(left, right)).isFalse();
        assertThat(Locations.same(right, left)).isFalse();
    }
}
