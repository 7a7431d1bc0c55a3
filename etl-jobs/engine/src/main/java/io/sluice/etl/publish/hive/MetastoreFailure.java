package io.sluice.etl.publish.hive;

/** A call to the metastore that failed; whether it took effect is not known. */
public final class MetastoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause what the Hive client threw, whose class only its own class loader knows */
    public MetastoreFailure(String call, Throwable cause) {
        super("the metastore failed to %s: %s".formatted(call, cause), cause);
    }
}
