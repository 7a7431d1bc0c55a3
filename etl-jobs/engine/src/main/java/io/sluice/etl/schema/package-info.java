/**
 * From an Avro schema to the columns of a table.
 *
 * <p>Avro is lenient where Sluice is strict: logical types that do not apply, properties in the wrong place and names
 * that Hive loses pass its parser silently. Here they are problems, and all problems of a schema are told at once.
 */
package io.sluice.etl.schema;
