package io.sluice.etl.testing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka broker and its controller (KRaft) in a process of its own. */
public final class KafkaBroker implements Closeable {
    private final ProducerProgram program;
    private final String address;

    private KafkaBroker(ProducerProgram program, String address) {
        this.program = program;
        this.address = address;
    }

    /** Starts a broker whose data lie in a folder, and waits until it answers. */
    public static KafkaBroker start(String classPath, Path folder) throws Exception {
        List<Integer> ports = FreePorts.of(2);
        String address = "127.0.0.1:" + ports.get(0);
        String controller = "127.0.0.1:" + ports.get(1);
        Path settings = folder.resolve("broker.properties");
        Files.writeString(
                settings,
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%2$s
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                offsets.topic.num.partitions=1
                offsets.topic.replication.factor=1
                group.initial.rebalance.delay.ms=0
                """
                        .formatted(address, controller, folder.resolve("broker")),
                StandardCharsets.UTF_8);
        List<String> options = List.of(ProducerProgram.logOption("kafka"));
        Path log = folder.resolve("broker.log");
        try (ProducerProgram format = ProducerProgram.start(
                classPath,
                log,
                options,
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                "c2x1aWNlLXRlc3RzLTAwMQ",
                "--config",
                settings.toString())) {
            format.awaitEnd();
        }
        ProducerProgram program = ProducerProgram.start(classPath, log, options, "kafka.Kafka", settings.toString());
        program.await("a started broker", () -> Files.readString(log).contains("Kafka Server started"));
        return new KafkaBroker(program, address);
    }

    /** Host and port. */
    public String address() {
        return address;
    }

    /** Makes a topic. */
    public void createTopic(String name, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** A client that sends to it. */
    public Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
