/** Fills the vectors of orc-core's batches from the leaves of blocks, without rows in between. */
package io.sluice.etl.sink.orc;
