/**
 * Which files a run reads.
 *
 * <p>A layout says where a landing date lies in a path; discovery lists the folders that a range of dates can lie in,
 * leaves out what producers are still writing, and pins what remains with size, time and tag. Nothing here opens a
 * file.
 */
package io.sluice.etl.landing;
