package io.sluice.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CommandLineTest {
    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        Sluice.Ended help = Sluice.execute("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("run", "validate", "sql", "demo", "Exit codes", "3 refused");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : new String[] {"run", "validate", "sql", "demo"}) {
            Sluice.Ended help = Sluice.execute(command, "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("Usage: sluice " + command);
        }
    }

    @Test
    void saysItsVersion() {
        Sluice.Ended version = Sluice.execute("--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).startsWith("sluice ");
    }

    @Test
    void noCommandIsAUsageError() {
        Sluice.Ended ended = Sluice.execute();

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("Usage: sluice");
    }

    @Test
    void anUnknownOptionIsAUsageErrorThatNamesIt() {
        Sluice.Ended ended = Sluice.execute("run", "--job", "x.yaml", "--dat", "2021-07-21");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--dat");
    }

    @Test
    void anAbsentJobFileIsInvalidAndNamed() {
        Sluice.Ended ended = Sluice.execute("run", "--job", "nowhere/job.yaml");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("nowhere/job.yaml");
    }
}
