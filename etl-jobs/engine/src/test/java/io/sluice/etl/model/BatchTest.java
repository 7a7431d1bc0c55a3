package io.sluice.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchTest {
    private static final LandedFile PUBLISHED = new LandedFile("a.json", "/l/a.json", 10, 100, "tag", null);
    private static final LandedFile NEW = new LandedFile("b.json", "/l/b.json", 20, 100, "", null);
    private static final Map<String, LedgerEntry> LEDGER = Map.of(
            "a.json", LedgerEntry.of(PUBLISHED, new FileTally("a.json", Map.of(), Map.of(), Map.of()), "fingerprint"));

    @Test
    void readsFilesThatNobodyPublished() {
        Batch batch = Batch.of(List.of(NEW, PUBLISHED), 3, LEDGER, path -> false);

        assertThat(batch.files()).containsExactly(NEW);
        assertThat(batch.replaced()).isEmpty();
        assertThat(batch.alreadyPublished()).isEqualTo(1);
        assertThat(batch.ignored()).isEqualTo(3);
        assertThat(batch.bytes()).isEqualTo(20);
        assertThat(batch.isEmpty()).isFalse();
    }

    @Test
    void keepsTheOrderOfWhatWasFound() {
        assertThat(Batch.of(List.of(PUBLISHED, NEW), 0, Map.of(), path -> false).files())
                .containsExactly(PUBLISHED, NEW);
    }

    @Test
    void isEmptyWhereEverythingIsPublished() {
        Batch batch = Batch.of(List.of(PUBLISHED), 0, LEDGER, path -> false);

        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.bytes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"11, 100, tag", "10, 101, tag", "10, 100, other"})
    void readsAFileAgainThatChangedSinceItWasPublished(long size, long modified, String etag) {
        Batch batch = Batch.of(
                List.of(new LandedFile("a.json", "/l/a.json", size, modified, etag, null)), 0, LEDGER, path -> false);

        assertThat(batch.replaced()).containsExactly("a.json");
        assertThat(batch.files()).hasSize(1);
        assertThat(batch.alreadyPublished()).isZero();
    }

    @Test
    void readsAFileAgainOnRequest() {
        Batch batch = Batch.of(List.of(PUBLISHED, NEW), 0, LEDGER, "a.json"::equals);

        assertThat(batch.files()).containsExactly(PUBLISHED, NEW);
        assertThat(batch.replaced()).containsExactly("a.json");
    }

    @Test
    void takesAnUnchangedFileForPublishedWhereverItIsMountedNow() {
        LandedFile remounted = new LandedFile("a.json", "s3a://l/a.json", 10, 100, "tag", null);

        assertThat(Batch.of(List.of(remounted), 0, LEDGER, path -> false).alreadyPublished())
                .isEqualTo(1);
    }
}
