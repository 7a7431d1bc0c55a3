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
        "/t/_versions/run/1, /t, true",
        "file:/t t/_versions/run/1, /t t, true",
        "s3a://lake/t/_versions/run/1, s3a://lake/t, true",
        "s3a://other/t/_versions/run/1, s3a://lake/t, false",
        "/t, /t, false",
        "/t/_versions, /t, false",
        "/u/_versions/run/1, /t, false",
        "/t/x/_versions/run/1, /t, false"
    })
    void knowsVersionsOfATable(String location, String table, boolean version) {
        assertThat(Locations.isVersion(location, table)).isEqualTo(version);
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
