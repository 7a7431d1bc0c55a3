/** The steps of a run in order: what is read here in a screen is what happens in a night. */
package io.sluice.etl.pipeline;
