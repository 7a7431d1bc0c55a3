/** The commands: from arguments to a job, from a result to an exit code. The only room that may end the process. */
package io.sluice.etl.cli;
