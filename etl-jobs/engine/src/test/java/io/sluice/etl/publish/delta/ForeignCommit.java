package io.sluice.etl.publish.delta;

import java.lang.reflect.Proxy;
import org.apache.spark.sql.delta.NoOpTransactionExecutionObserver$;
import org.apache.spark.sql.delta.TransactionExecutionObserver;
import org.apache.spark.sql.delta.TransactionExecutionObserver$;
import scala.Function0;

/** Lets somebody else commit between a transaction's reads and its commit, by Delta's own hook for tests. */
final class ForeignCommit {
    private ForeignCommit() {}

    /** Runs what commits; once, just before it does, somebody else's commit takes place. */
    static void during(Runnable committing, Runnable foreign) {
        boolean[] due = {true};
        Object observer = Proxy.newProxyInstance(
                ForeignCommit.class.getClassLoader(),
                new Class<?>[] {TransactionExecutionObserver.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "startingTransaction", "preparingCommit" -> ((Function0<?>) arguments[0]).apply();
                    case "createChild" -> NoOpTransactionExecutionObserver$.MODULE$;
                    case "beginDoCommit" -> {
                        if (due[0]) {
                            due[0] = false;
                            foreign.run();
                        }
                        yield null;
                    }
                    default -> null;
                });
        TransactionExecutionObserver$.MODULE$.setObserver((TransactionExecutionObserver) observer);
        try {
            committing.run();
        } finally {
            TransactionExecutionObserver$.MODULE$.setObserver(NoOpTransactionExecutionObserver$.MODULE$);
        }
    }
}
