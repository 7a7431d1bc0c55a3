package io.sluice.hive;

import java.util.Objects;
import org.apache.hive.common.util.HiveVersionInfo;
import picocli.CommandLine.IVersionProvider;

/** Which Sluice and which Hive this is. */
final class HiveVersion implements IVersionProvider {
    /** Of Hive, such as {@code 4.0.1}; what a job gives as {@code metastore.version}. */
    static final String TEXT = HiveVersionInfo.getVersion();

    @Override
    public String[] getVersion() {
        String sluice = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(unpackaged)");
        return new String[] {"sluice " + sluice + ", Hive " + TEXT};
    }
}
