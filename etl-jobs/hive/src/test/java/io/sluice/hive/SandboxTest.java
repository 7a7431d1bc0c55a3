package io.sluice.hive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.hive.testing.HiveCommand;
import io.sluice.hive.testing.HiveCommand.Result;
import io.sluice.hive.testing.HiveSandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxTest {
    @TempDir
    private Path temporary;

    private Path folder() {
        return temporary.resolve("hive");
    }

    private Result run(String... args) {
        return HiveCommand.run(temporary, args);
    }

    @Test
    void survivesAKillWithTablesAndPortsAndStopsCleanly() throws Exception {
        List<Integer> ports = HiveSandbox.freePorts();
        String[] start = {"start", "--dir", "hive", "--metastore-port", "" + ports.get(0), "--port", "" + ports.get(1)};
        assertThat(run(start).out())
                .contains("metastore: {uris: \"thrift://127.0.0.1:%d\", version: 4.0.1}".formatted(ports.get(0)))
                .contains("jdbc:hive2://127.0.0.1:%d/default;auth=noSasl".formatted(ports.get(1)));
        assertThat(run("--dir", "hive", "-e", "CREATE TABLE kept (a INT); INSERT INTO kept VALUES (1), (2)"))
                .isEqualTo(new Result(0, "", ""));

        ProcessHandle killed = ProcessHandle.of(status().path("pid").asLong()).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().get(1, TimeUnit.MINUTES);
        assertThat(run("status", "--dir", "hive", "--json").exitCode()).isEqualTo(1);
        assertThat(status().path("running").asBoolean()).isFalse();

        Result answer = run("--dir", "hive", "-e", "SELECT sum(a) AS total FROM kept", "--format", "csv");
        assertThat(answer.out()).isEqualTo("total\n3\n");
        assertThat(answer.err()).contains("starting Hive 4.0.1 in " + folder().toRealPath());
        JsonNode restarted = status();
        assertThat(restarted.path("metastore_port").asInt()).isEqualTo(ports.get(0));
        assertThat(restarted.path("port").asInt()).isEqualTo(ports.get(1));

        assertThat(run("stop", "--dir", "hive").out()).startsWith("stopped");
        assertThat(ProcessHandle.of(restarted.path("pid").asLong())).isEmpty();
        assertThat(folder().resolve("sandbox.json")).doesNotExist();
        assertThat(folder().resolve("metastore/db.lck")).doesNotExist();
        assertThat(folder().resolve("logs/derby.log")).content().contains("Shutting down Derby engine");
        assertThat(run("stop", "--dir", "hive"))
                .matches(again -> again.exitCode() == 0 && again.out().startsWith("nothing runs"));
    }

    private JsonNode status() throws IOException {
        return new ObjectMapper()
                .readTree(run("status", "--dir", "hive", "--json").out());
    }

    @Test
    void saysThatItRunsAlready() {
        HiveSandbox sandbox = HiveSandbox.shared();
        Result again = run("start", "--json", "--dir", sandbox.folder().toString());
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("runs already");
        assertThat(again.out()).contains("\"pid\":" + sandbox.pid());
    }

    @Test
    void doesNotChangePortsWhileItRuns() {
        Result again = run(
                "start", "--port", "1", "--dir", HiveSandbox.shared().folder().toString());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("runs already, with --metastore-port").contains("stop it first");
    }

    @Test
    void namesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Result refused = run("start", "--dir", "hive", "--port", "" + taken.getLocalPort());
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("--port %d: the port is taken by another program".formatted(taken.getLocalPort()));
        }
    }

    @Test
    void namesARememberedPortThatIsTaken() throws IOException {
        SandboxFolder folder = SandboxFolder.at(folder());
        folder.create();
        Files.createFile(folder.controlLock());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            new Ports(taken.getLocalPort(), HiveSandbox.freePorts().get(0)).write(folder.portsFile());
            Result refused = run("start", "--dir", "hive");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("port %d, which the sandbox in".formatted(taken.getLocalPort()))
                    .contains("give --metastore-port another port");
        }
    }

    @Test
    void doesNotTakeAnotherProcessForItsServer() throws IOException {
        SandboxFolder folder = SandboxFolder.at(folder());
        folder.create();
        Files.createFile(folder.controlLock());
        long somebody = ProcessHandle.current().pid();
        Files.writeString(
                folder.stateFile(),
                """
                {"running": true, "pid": %d, "started_at": "2020-01-01T00:00:00Z", "metastore_port": 1, "port": 2}"""
                        .formatted(somebody));
        assertThat(run("status", "--dir", "hive").out()).startsWith("nothing runs in");
        assertThat(run("stop", "--dir", "hive").out()).startsWith("nothing runs in");
        assertThat(ProcessHandle.of(somebody)).hasValueSatisfying(ProcessHandle::isAlive);
    }

    @Test
    void showsWhyTheServerDidNotStart() {
        Result failed = HiveCommand.run(temporary, Map.of("SLUICE_HIVE_MEMORY", "lots"), "start", "--dir", "hive");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .contains("the server ended while it started")
                .contains("Invalid maximum heap size: -Xmxlots")
                .contains("More is in");
    }

    @Test
    void endsAServerThatDoesNotAnswerInTime() throws IOException {
        Result late = run("start", "--dir", "hive", "--wait", "1");
        assertThat(late.exitCode()).isEqualTo(1);
        assertThat(late.err()).contains("did not answer within 1 s and was ended");
        assertThat(SandboxState.ofLiving(SandboxFolder.at(folder()))).isEmpty();
    }

    @Test
    void leavesAFolderAloneThatHoldsSomethingElse() throws IOException {
        Files.createDirectories(folder().resolve("tmp"));
        Path precious = Files.writeString(folder().resolve("tmp/precious.txt"), "mine");
        Result refused = run("start", "--dir", "hive");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("holds something that is not a Hive sandbox");
        assertThat(precious).hasContent("mine");
        assertThat(run("stop", "--dir", "hive").exitCode()).isZero();
        assertThat(folder().resolve(".control-lock")).doesNotExist();
    }
}
