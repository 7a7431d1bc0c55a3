package io.sluice.etl.model;

import java.io.Serializable;

/** How records lie in a file. */
public sealed interface Framing extends Serializable {
    /** One record a line; of several JSON values on a line each is one. */
    record Lines() implements Framing {}

    /**
     * JSON values with or without white space between them, over any number of lines; those that are arrays hold one
     * record an element.
     */
    record Values() implements Framing {}

    /**
     * JSON documents with or without white space between them, each with the records in an array of its own.
     *
     * @param member the name in the document whose value is that array
     * @param skipName a name by which documents are told that hold nothing of the user's; null when there are none
     * @param skipValue what stands there in such documents
     */
    record Exploded(String member, String skipName, String skipValue) implements Framing {
        public Exploded(String member) {
            this(member, null, null);
        }
    }

    /** Avro container files with one record an entry, where a file begins with their mark; lines otherwise. */
    record AvroOrLines() implements Framing {}

    /** Values where the first byte of a file that is not blank opens an object or an array; lines otherwise. */
    record ValuesOrLines() implements Framing {}
}
