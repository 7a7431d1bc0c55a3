/** Encodes the leaves of blocks as the pages of Parquet's column chunks, without values in between. */
package io.sluice.etl.sink.parquet;
