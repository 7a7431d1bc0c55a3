package io.sluice.etl.generate;

/** A piece of an event's JSON text. */
@FunctionalInterface
interface Part {
    void write(Scene scene, Bytes out);
}
