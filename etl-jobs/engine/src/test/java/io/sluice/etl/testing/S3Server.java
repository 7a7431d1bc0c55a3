package io.sluice.etl.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * An S3 server in a process of its own, started by the first test that asks and ended with the JVM.
 *
 * <p>{@code core-site.xml} of the tests says that S3A finds it where the system properties set here point to.
 */
public final class S3Server {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private static S3Server shared;

    private final URI endpoint;

    private S3Server(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The server of this JVM. */
    public static synchronized S3Server shared() {
        if (shared == null) {
            shared = start();
            System.setProperty("sluice.test.s3.endpoint", shared.endpoint.toString());
        }
        return shared;
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    /** Makes a bucket, and gives its root as S3A names it, without a slash at its end. */
    public String newBucket() {
        String name = "bucket-" + BUCKETS.incrementAndGet();
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/" + name))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        if (status(request) != 200) {
            throw new IllegalStateException("the S3 server did not make bucket " + name);
        }
        return "s3a://" + name;
    }

    /** Copies a local folder's files below a location. */
    public static void upload(Path folder, String location) throws IOException {
        org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(location);
        FileSystem fileSystem = target.getFileSystem(new Configuration());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (OutputStream out =
                        fileSystem.create(new org.apache.hadoop.fs.Path(location + "/" + folder.relativize(file)))) {
                    Files.copy(file, out);
                }
            }
        }
    }

    /** The URIs of all objects below a location, markers of folders left out. */
    public static List<String> objectsBelow(String location) throws IOException {
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(location);
        List<String> objects = new ArrayList<>();
        RemoteIterator<LocatedFileStatus> files =
                root.getFileSystem(new Configuration()).listFiles(root, true);
        while (files.hasNext()) {
            objects.add(files.next().getPath().toString());
        }
        return objects;
    }

    private static S3Server start() {
        try {
            Path folder = Files.createDirectories(Path.of("target/s3mock/tmp"));
            List<Integer> ports = FreePorts.of(2);
            Process server = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.io.tmpdir=" + folder.toAbsolutePath(),
                            "-jar",
                            "target/s3mock/s3mock.jar",
                            "--http.port=" + ports.get(0),
                            "--server.port=" + ports.get(1))
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target/s3mock/log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
            S3Server started = new S3Server(URI.create("http://127.0.0.1:" + ports.get(0)));
            started.await(server);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void await(Process server) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (status(HttpRequest.newBuilder(endpoint).build()) != 200) {
            if (!server.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("the S3 server did not start; see target/s3mock/log");
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
    }

    /** Status of the answer; 0 when there was none. */
    private static int status(HttpRequest request) {
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notUp) {
            return 0;
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
