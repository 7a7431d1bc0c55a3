package io.sluice.etl.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Says which Sluice this is, from the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(unpackaged)");
        return new String[] {"sluice " + version};
    }
}
