package io.sluice.etl.dedup;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;

/**
 * Hashes of a row's content, equal for equal content whether it was just read or published before.
 *
 * <p>Both hash one form of the content: the values in the order of the schema, each preceded by whether it is there,
 * texts and collections by their length, the entries of a map in the order of their bytes. So neither the order of
 * fields in the JSON nor that of a map counts.
 */
final class ContentHash implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Bytes of {@link #digest}. */
    static final int DIGEST_BYTES = 16;

    private static final long SEED = 42L;

    private final StructType type;
    private transient ContentForm.Struct form;
    private transient OrderedBytes bytes;
    private transient MessageDigest sha256;

    /** @param type of the content; rows may have more columns after it */
    ContentHash(StructType type) {
        this.type = type;
    }

    /** 64 bits, to tell conflicts from plain copies in counts; nothing is dropped by them. */
    long hash(InternalRow row) {
        OrderedBytes content = content(row);
        return XXH64.hashUnsafeBytes(content.array(), Platform.BYTE_ARRAY_OFFSET, content.length(), SEED);
    }

    /** The first 128 bits of SHA-256, by which a row is taken for a copy of another: nobody can make two alike. */
    byte[] digest(InternalRow row) {
        OrderedBytes content = content(row);
        if (sha256 == null) {
            sha256 = newSha256();
        }
        sha256.update(content.array(), 0, content.length());
        return Arrays.copyOf(sha256.digest(), DIGEST_BYTES);
    }

    private OrderedBytes content(InternalRow row) {
        if (form == null) {
            form = new ContentForm.Struct(type);
            bytes = new OrderedBytes();
        }
        bytes.clear();
        form.putFields(row, bytes);
        return bytes;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
