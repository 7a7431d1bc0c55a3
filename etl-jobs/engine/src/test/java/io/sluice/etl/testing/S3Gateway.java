package io.sluice.etl.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;

/**
 * Stands before an S3 server, which checks a condition and writes in two steps, and lets conditional requests pass one
 * at a time, as S3 promises. It can also misbehave as networks and other stores do.
 */
public final class S3Gateway implements AutoCloseable {
    /** What the client for HTTP sets by itself. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    private static final String CONDITION = "If-None-Match";

    private final HttpServer gateway;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicInteger conflicts = new AtomicInteger();
    private volatile boolean conditionsHonoured = true;

    public S3Gateway(S3Server server) throws IOException {
        this.server = server.endpoint();
        gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        gateway.setExecutor(threads);
        gateway.createContext("/", this::pass);
        gateway.start();
    }

    /** Settings by which S3A speaks to this gateway, through file systems that no other test has. */
    public Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(
                "fs.s3a.endpoint", "http://127.0.0.1:" + gateway.getAddress().getPort());
        configuration.setBoolean("fs.s3a.impl.disable.cache", true);
        return configuration;
    }

    /** Lets so many conditional requests take effect and answers with a server's error. */
    public void loseAnswers(int count) {
        answersToLose.set(count);
    }

    /** Answers so many conditional requests with a conflict. */
    public void conflict(int count) {
        conflicts.set(count);
    }

    /** Passes requests on without their conditions, as a store does that does not know them. */
    public void ignoreConditions() {
        conditionsHonoured = false;
    }

    @Override
    public void close() {
        gateway.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestHeaders().getFirst(CONDITION) == null) {
                answer(exchange, send(exchange));
                return;
            }
            synchronized (this) {
                if (conflicts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    exchange.sendResponseHeaders(409, -1);
                    return;
                }
                HttpResponse<byte[]> response = send(exchange);
                if (answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    exchange.sendResponseHeaders(500, -1);
                } else {
                    answer(exchange, response);
                }
            }
        }
    }

    private HttpResponse<byte[]> send(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            boolean passes = !NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))
                    && (conditionsHonoured || !name.equalsIgnoreCase(CONDITION));
            values.stream().filter(value -> passes).forEach(value -> request.header(name, value));
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            response.headers().firstValue("content-length").ifPresent(length -> exchange.getResponseHeaders()
                    .set("Content-Length", length));
        }
        boolean empty = head || response.body().length == 0;
        exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : response.body().length);
        if (!empty) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
