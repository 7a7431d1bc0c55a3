package io.sluice.etl.dedup;

import io.sluice.etl.model.PartitionPath;
import io.sluice.etl.model.SluiceException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;

/** Numbers landed files in the order in which they win: by path, as unsigned UTF-8 bytes. */
public final class FileNumbers implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> paths;
    private final HashMap<String, Integer> numbers = new HashMap<>();
    private final BitSet inBatch = new BitSet();

    private FileNumbers(ArrayList<String> paths, Collection<String> batch) {
        this.paths = paths;
        for (int i = 0; i < paths.size(); i++) {
            numbers.put(paths.get(i), i);
        }
        batch.forEach(path -> inBatch.set(numbers.get(path)));
    }

    /** Numbers for the files of a batch and those published before. */
    public static FileNumbers of(Collection<String> batch, Collection<String> published) {
        HashSet<String> all = new HashSet<>(batch);
        all.addAll(published);
        ArrayList<String> paths = new ArrayList<>(all);
        paths.sort(PartitionPath::compareAsBytes);
        return new FileNumbers(paths, batch);
    }

    /**
     * The number of a file.
     *
     * @throws SluiceException of outcome {@code unknown} when the file is neither in the batch nor in the ledger
     */
    public int of(String path) {
        Integer number = numbers.get(path);
        if (number == null) {
            throw SluiceException.unknown(
                    "a published row says it came from file %s, which the journal does not know; somebody else wrote into the table"
                            .formatted(path));
        }
        return number;
    }

    /** Numbers of the files that the batch reads, published before or not. */
    BitSet inBatch() {
        return inBatch;
    }

    String path(int number) {
        return paths.get(number);
    }
}
