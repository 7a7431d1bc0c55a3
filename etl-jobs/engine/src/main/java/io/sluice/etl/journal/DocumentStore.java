package io.sluice.etl.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.etl.model.SluiceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * JSON documents in one folder, each created once, whole.
 */
final class DocumentStore {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;
    private final Configuration configuration;
    private ExclusiveCreation creation;

    DocumentStore(Path folder, Configuration configuration) {
        this.folder = folder;
        this.configuration = configuration;
    }

    /** Names of all documents; none when the folder is absent. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus status : fileSystem().listStatus(folder)) {
                String name = status.getPath().getName();
                if (status.isFile() && !name.startsWith("_") && !name.startsWith(".")) {
                    names.add(name);
                }
            }
        } catch (FileNotFoundException absent) {
            return List.of();
        }
        return names;
    }

    /**
     * Reads a document.
     *
     * @throws SluiceException of outcome {@code unknown} when it is not what its name says
     */
    <T> Optional<T> read(String name, Class<T> type) throws IOException {
        Path path = new Path(folder, name);
        try (InputStream in = fileSystem().open(path)) {
            T document = JSON.readValue(in, type);
            if (document == null) {
                throw damaged(path, "it is null");
            }
            return Optional.of(document);
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        } catch (JsonProcessingException torn) {
            throw damaged(path, torn.getOriginalMessage());
        }
    }

    private static SluiceException damaged(Path path, String why) {
        return SluiceException.unknown(
                "%s is not a document of this journal: %s. Restore it from a copy before the next run"
                        .formatted(path, why));
    }

    /**
     * Creates a document.
     *
     * @return false when there is one of that name already
     */
    boolean create(String name, Object document) throws IOException {
        return creation().create(new Path(folder, name), JSON.writeValueAsBytes(document));
    }

    void delete(String name) throws IOException {
        fileSystem().delete(new Path(folder, name), false);
    }

    private synchronized ExclusiveCreation creation() throws IOException {
        if (creation == null) {
            creation = ExclusiveCreation.in(folder, configuration);
        }
        return creation;
    }

    private FileSystem fileSystem() throws IOException {
        return folder.getFileSystem(configuration);
    }
}
