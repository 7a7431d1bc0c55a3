/** Looks at what was staged before anybody else can: row counts from footers, and the job's own checks. */
package io.sluice.etl.audit;
