package io.sluice.etl.pipeline;

import io.sluice.etl.landing.LandingDiscovery;
import io.sluice.etl.landing.Listing;
import io.sluice.etl.model.Batch;
import io.sluice.etl.model.JobConfig;
import io.sluice.etl.model.LandedFile;
import io.sluice.etl.model.LedgerEntry;
import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.SluiceException;
import io.sluice.etl.model.TableHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Chooses the files of a run: new ones, changed ones, those asked for again, and whom these had beaten. */
final class BatchSelection {
    private final RunRequest request;
    private final JobConfig.Landing landing;
    private final LandingDiscovery discovery;
    private final StageTimer stages;

    BatchSelection(RunRequest request, JobConfig.Landing landing, LandingDiscovery discovery, StageTimer stages) {
        this.request = request;
        this.landing = landing;
        this.discovery = discovery;
        this.stages = stages;
    }

    /**
     * The batch of the run.
     *
     * @throws SluiceException of outcome {@code refused} when a file is gone whose rows might have to come back
     */
    Batch select(TableHistory history) {
        boolean reprocess = request.rereading().reprocess() || named();
        Listing listing = listing(history);
        Batch first = Batch.of(listing.files(), listing.ignored(), history.ledger(), path -> reprocess);
        Set<String> losers = history.losersTo(first.replaced());
        if (losers.isEmpty()) {
            return first;
        }
        List<LandedFile> found = new ArrayList<>(listing.files());
        found.addAll(outOfRange(losers, listing));
        found.sort((left, right) -> PartitionPath.compareAsBytes(left.path(), right.path()));
        Batch batch = Batch.of(found, listing.ignored(), history.ledger(), path -> reprocess || losers.contains(path));
        return batch.withRejoined(batch.files().size() - first.files().size());
    }

    private Listing inRange() {
        Listing listing = discovery.list(request.dates());
        if (listing.unmatched() > 0) {
            stages.warning("%d files below %s do not match landing.layout %s and were left alone"
                    .formatted(listing.unmatched(), landing.path(), landing.layout()));
        }
        return listing;
    }

    /** Whether files are chosen by what they gave, and not by their dates. */
    private boolean named() {
        return request.rereading().partition() != null || request.rereading().rejects();
    }

    private Listing listing(TableHistory history) {
        if (!named()) {
            return inRange();
        }
        String partition = request.rereading().partition();
        Set<String> paths = history.ledger().values().stream()
                .filter(entry -> partition == null
                        ? entry.rejected() > 0
                        : entry.partitions().contains(partition))
                .map(LedgerEntry::path)
                .collect(Collectors.toSet());
        if (paths.isEmpty() && partition != null) {
            throw SluiceException.invalid(
                    "--partition %s: no published file gave it a row; name a partition as the report does, such as %s"
                            .formatted(
                                    partition,
                                    history.partitions().keySet().stream()
                                            .sorted()
                                            .findFirst()
                                            .orElse("dt=2026-11-22")));
        }
        List<LandedFile> found = discovery.find(paths);
        Set<String> gone = missing(paths, found);
        if (!gone.isEmpty()) {
            stages.warning("%d files to read again are gone from the landing, first %s; what they gave stays"
                    .formatted(gone.size(), gone.iterator().next()));
        }
        return new Listing(found, 0, 0);
    }

    private List<LandedFile> outOfRange(Set<String> losers, Listing listing) {
        Set<String> listed = listing.files().stream().map(LandedFile::path).collect(Collectors.toSet());
        Set<String> wanted = new TreeSet<>(losers);
        wanted.removeAll(listed);
        List<LandedFile> found = discovery.find(wanted);
        Set<String> gone = missing(wanted, found);
        if (!gone.isEmpty()) {
            String what = "%d files lost rows to files that are read again, and are gone from the landing: %s"
                    .formatted(gone.size(), String.join(", ", gone));
            if (!request.rereading().acceptLoss()) {
                throw SluiceException.refused(
                        what + ". Rows of theirs may have to come back; restore them, or run with --accept-loss");
            }
            stages.warning(what + "; rows of theirs that would have come back are lost");
        }
        return found;
    }

    private static Set<String> missing(Set<String> wanted, List<LandedFile> found) {
        Set<String> missing = new TreeSet<>(wanted);
        found.forEach(file -> missing.remove(file.path()));
        return missing;
    }
}
