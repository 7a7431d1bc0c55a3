package io.sluice.etl.sink.orc;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import org.apache.orc.Writer;
import org.apache.orc.impl.Dictionary;
import org.apache.orc.impl.WriterImpl;
import org.apache.orc.impl.writer.StringBaseTreeWriter;
import org.apache.orc.impl.writer.TreeWriter;

/**
 * Gives a writer of orc-core other dictionaries before its first row. orc-core has a setting for its own two kinds only,
 * so this goes through fields that are not public; where an orc-core has them no longer, its own stay.
 */
public final class Dictionaries {
    private Dictionaries() {}

    /**
     * Replaces those of all columns of texts.
     *
     * @return how many were replaced
     */
    public static int replace(Writer writer) {
        if (!(writer instanceof WriterImpl)) {
            return 0;
        }
        try {
            return replaceBelow(writer, WriterImpl.class);
        } catch (ReflectiveOperationException | RuntimeException closed) {
            return 0;
        }
    }

    private static int replaceBelow(Object holder, Class<?> type) throws ReflectiveOperationException {
        int replaced = 0;
        for (Field field : type.getDeclaredFields()) {
            if (TreeWriter.class.isAssignableFrom(field.getType())) {
                replaced += replaceIn(value(field, holder));
            } else if (TreeWriter[].class.isAssignableFrom(field.getType())) {
                Object writers = value(field, holder);
                for (int i = 0; i < Array.getLength(writers); i++) {
                    replaced += replaceIn(Array.get(writers, i));
                }
            } else if (holder instanceof StringBaseTreeWriter && field.getType() == Dictionary.class) {
                field.setAccessible(true);
                field.set(holder, new SortedDictionary());
                replaced++;
            }
        }
        return replaced;
    }

    private static int replaceIn(Object writer) throws ReflectiveOperationException {
        int replaced = 0;
        for (Class<?> type = writer.getClass(); type != null; type = type.getSuperclass()) {
            replaced += replaceBelow(writer, type);
        }
        return replaced;
    }

    private static Object value(Field field, Object holder) throws IllegalAccessException {
        field.setAccessible(true);
        return field.get(holder);
    }
}
