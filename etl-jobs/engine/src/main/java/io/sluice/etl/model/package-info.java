/**
 * The words that the rooms exchange: immutable records, sealed types and a few ports.
 *
 * <p>Nothing here knows Spark, Hadoop or a file format, so that every other room can depend on it
 * and none is forced to know another.
 */
package io.sluice.etl.model;
