package io.sluice.etl.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A standalone worker of Kafka Connect in a process of its own. It commits offsets when a connector stops, not before. */
public final class ConnectWorker implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ProducerProgram program;
    private final URI address;

    private ConnectWorker(ProducerProgram program, URI address) {
        this.program = program;
        this.address = address;
    }

    /**
     * Starts a worker and waits until the tasks of all its connectors run.
     *
     * @param folder of what a worker leaves behind for the next one
     * @param connectors the settings of each, without its name
     */
    public static ConnectWorker start(
            String classPath, Path folder, KafkaBroker broker, Map<String, Map<String, String>> connectors)
            throws Exception {
        URI address = URI.create("http://127.0.0.1:" + FreePorts.of(1).get(0));
        List<String> command = new ArrayList<>(List.of("org.apache.kafka.connect.cli.ConnectStandalone"));
        command.add(write(
                folder.resolve("worker.properties"),
                Map.of(
                        "bootstrap.servers", broker.address(),
                        "listeners", address.toString(),
                        "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                        "value.converter", "org.apache.kafka.connect.storage.StringConverter",
                        "offset.storage.file.filename",
                                folder.resolve("source.offsets").toString(),
                        "offset.flush.interval.ms", "3600000",
                        "plugin.discovery", "service_load")));
        for (Map.Entry<String, Map<String, String>> connector : connectors.entrySet()) {
            Map<String, String> settings = new HashMap<>(connector.getValue());
            settings.put("name", connector.getKey());
            command.add(write(folder.resolve(connector.getKey() + ".properties"), settings));
        }
        ConnectWorker worker = new ConnectWorker(
                ProducerProgram.start(
                        classPath,
                        folder.resolve("worker.log"),
                        List.of(ProducerProgram.logOption("kafka")),
                        command.toArray(String[]::new)),
                address);
        for (String connector : connectors.keySet()) {
            worker.program.await("tasks of " + connector, () -> worker.runs(connector));
        }
        return worker;
    }

    private static String write(Path file, Map<String, String> settings) throws IOException {
        String text = settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
        return Files.writeString(file, text, StandardCharsets.UTF_8).toString();
    }

    private boolean runs(String connector) throws IOException, InterruptedException {
        JsonNode tasks = ask("GET", connector + "/status").path("tasks");
        for (JsonNode task : tasks) {
            if (!task.path("state").asText().equals("RUNNING")) {
                return false;
            }
        }
        return !tasks.isEmpty();
    }

    /** The program, for what is waited for and for its end. */
    public ProducerProgram program() {
        return program;
    }

    /** Stops a connector and starts it again, which commits its offsets. */
    public void restart(String connector) throws IOException, InterruptedException {
        ask("POST", connector + "/restart?includeTasks=true");
    }

    /** The sum of the offsets that a connector has committed: of a sink records, of a source bytes of its file. */
    public long committed(String connector) throws IOException, InterruptedException {
        long sum = 0;
        for (JsonNode offset : ask("GET", connector + "/offsets").path("offsets")) {
            for (JsonNode position : offset.path("offset")) {
                sum += position.asLong();
            }
        }
        return sum;
    }

    /** The answer; an empty object where there is none yet. */
    private JsonNode ask(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/connectors/" + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2 && !answer.body().isEmpty()
                    ? JSON.readTree(answer.body())
                    : JSON.createObjectNode();
        } catch (ConnectException notUp) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
