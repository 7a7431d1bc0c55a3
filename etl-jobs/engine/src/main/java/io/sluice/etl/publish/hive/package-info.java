/** The catalogue of a Hive metastore, reached through Spark's external catalogue. */
package io.sluice.etl.publish.hive;
