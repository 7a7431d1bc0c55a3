/**
 * The metastore calls as the Hive client of a session makes them.
 *
 * <p>Classes in here are loaded once a client, behind the class loader wall that Spark puts around it. They use only
 * what all clients from Hive 2.1 to 4.0 have in common.
 */
package io.sluice.etl.publish.hive.client;
