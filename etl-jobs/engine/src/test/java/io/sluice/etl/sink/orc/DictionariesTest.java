package io.sluice.etl.sink.orc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.etl.testing.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.impl.Dictionary;
import org.apache.orc.impl.StringRedBlackTree;
import org.apache.orc.mapred.OrcStruct;
import org.apache.orc.mapreduce.OrcMapreduceRecordWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.orc.OrcSerializer;
import org.apache.spark.sql.execution.datasources.orc.OrcUtils;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;

/** Other dictionaries change no byte of a file. */
final class DictionariesTest {
    private static final StructType COLUMNS = StructType.fromDDL(
            "few STRING, many STRING, all STRING, n BIGINT, s STRUCT<t: STRING, l: ARRAY<STRING>>, m MAP<STRING, STRING>");
    private static final int TEXTS = 7;
    private static final int ROWS = 25_000;

    private final Configuration configuration = new Configuration(false);

    @TempDir
    java.nio.file.Path folder;

    @Test
    void writesTheBytesThatTreesWrite() throws IOException {
        java.nio.file.Path tree = write("tree", 64 << 20, false);
        java.nio.file.Path sorted = write("sorted", 64 << 20, true);

        assertThat(Files.mismatch(tree, sorted)).isEqualTo(-1);
    }

    @Test
    void goesOnFromStripeToStripe() throws IOException {
        java.nio.file.Path path = write("stripes", 1 << 20, true);

        try (Reader reader = OrcFile.createReader(new Path(path.toUri()), OrcFile.readerOptions(configuration))) {
            assertThat(reader.getStripes()).hasSizeGreaterThan(1);
            assertThat(reader.getNumberOfRows()).isEqualTo(ROWS);
        }
        assertThat(TestSpark.session().read().orc(path.toString()).collectAsList())
                .containsExactlyElementsOf(rows());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_000})
    void givesTextsBackAsATreeDoes(int count) throws IOException {
        Dictionary tree = new StringRedBlackTree(16);
        Dictionary sorted = new SortedDictionary();
        for (int round = 0; round < 2; round++) {
            Random random = new Random(count);
            for (int i = 0; i < count; i++) {
                byte[] text = ("xü" + random.nextInt(2_000)).getBytes(UTF_8);
                assertThat(sorted.add(text, 1, text.length - 1)).isEqualTo(tree.add(text, 1, text.length - 1));
            }
            assertThat(sorted.size()).isEqualTo(tree.size());
            assertThat(visited(sorted)).isEqualTo(visited(tree));
            for (int number = 0; number < tree.size(); number++) {
                assertThat(sorted.getText(number)).isEqualTo(tree.getText(number));
                Text text = new Text();
                tree.getText(text, number);
                Text same = new Text();
                sorted.getText(same, number);
                assertThat(same).isEqualTo(text);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                assertThat(sorted.writeTo(out, number)).isEqualTo(text.getLength());
                assertThat(out.toByteArray()).isEqualTo(text.copyBytes());
            }
            tree.clear();
            sorted.clear();
        }
    }

    private static List<String> visited(Dictionary dictionary) throws IOException {
        List<String> visited = new ArrayList<>();
        dictionary.visit(context -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            context.writeBytes(out);
            visited.add("%d %s %s %d"
                    .formatted(
                            context.getOriginalPosition(),
                            context.getText(),
                            out.toString(UTF_8),
                            context.getLength()));
        });
        return visited;
    }

    private java.nio.file.Path write(String name, long stripeBytes, boolean replaced) throws IOException {
        java.nio.file.Path path = folder.resolve(name + ".orc");
        Writer writer = OrcFile.createWriter(
                new Path(path.toUri()),
                OrcFile.writerOptions(configuration)
                        .setSchema(TypeDescription.fromString(OrcUtils.getOrcSchemaString(COLUMNS)))
                        .stripeSize(stripeBytes));
        if (replaced) {
            assertThat(Dictionaries.replace(writer)).isEqualTo(TEXTS);
        }
        OrcMapreduceRecordWriter<OrcStruct> records = new OrcMapreduceRecordWriter<>(writer);
        OrcSerializer serializer = new OrcSerializer(COLUMNS);
        Function1<Object, Object> converter = CatalystTypeConverters.createToCatalystConverter(COLUMNS);
        for (Row row : rows()) {
            records.write(NullWritable.get(), serializer.serialize((InternalRow) converter.apply(row)));
        }
        records.close(null);
        return path;
    }

    private static List<Row> rows() {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Object list = CollectionConverters.asScala(List.of("é" + random.nextInt(30), "" + random.nextInt()))
                    .toSeq();
            Object map = scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(
                    java.util.Map.of("key " + random.nextInt(3), "value " + random.nextInt(4_000))));
            rows.add(RowFactory.create(
                    "kind " + random.nextInt(9),
                    random.nextInt(10) == 0 ? null : "https://example.com/" + random.nextInt(3_000),
                    Long.toHexString(random.nextLong()),
                    (long) i,
                    i % 5 == 0 ? null : RowFactory.create("", list),
                    map));
        }
        return rows;
    }
}
