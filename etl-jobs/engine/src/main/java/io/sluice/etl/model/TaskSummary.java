package io.sluice.etl.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What one reading task returns besides rows. It travels with the task's rows, so that a retried task
 * is counted once.
 *
 * @param tallies one a file, in the order read
 * @param rejectFiles locations of the quarantine files that the task wrote
 * @param blocks what the task has put by for the writing pass
 */
public record TaskSummary(List<FileTally> tallies, List<String> rejectFiles, List<RowBlock> blocks)
        implements Serializable {
    public TaskSummary {
        tallies = List.copyOf(tallies);
        rejectFiles = List.copyOf(rejectFiles);
        blocks = List.copyOf(blocks);
    }

    /** Of a task that has put nothing by. */
    public TaskSummary(List<FileTally> tallies, List<String> rejectFiles) {
        this(tallies, rejectFiles, List.of());
    }

    /** Serializes the summary. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #toBytes} wrote; here, because only our own class loader is sure to know our classes. */
    public static TaskSummary fromBytes(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (TaskSummary) in.readObject();
        } catch (IOException | ClassNotFoundException damaged) {
            throw new IllegalArgumentException("not a task summary", damaged);
        }
    }
}
