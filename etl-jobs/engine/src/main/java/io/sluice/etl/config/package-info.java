/**
 * From a job file, overrides and the environment to a checked {@code JobConfig}.
 *
 * <p>Nothing is read lazily: every key is read, typed and compared with the schema before any work begins, and all
 * problems are told at once, each with its line. What a later version will do is refused by name rather than ignored.
 */
package io.sluice.etl.config;
