package io.sluice.etl.publish.hive;

/** A call to the metastore that failed; whether it took effect is not known. */
public final class MetastoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What Thrift's {@code TApplicationException} says when the other side has no such call. */
    private static final String OTHER_VERSION = "Invalid method name";

    /** @param cause what the Hive client threw, whose class only its own class loader knows */
    public MetastoreFailure(String call, Throwable cause) {
        super("the metastore failed to %s: %s%s".formatted(call, cause, advice(cause)), cause);
    }

    private static String advice(Throwable cause) {
        return cause.getMessage() != null && cause.getMessage().startsWith(OTHER_VERSION)
                ? "; it is of another version of Hive than the client: set metastore.version in the job to its own, such as 4.0.1"
                : "";
    }
}
