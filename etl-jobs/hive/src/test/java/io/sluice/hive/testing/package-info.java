/** Fixtures: the command line as users run it, and one sandbox that tests share. */
package io.sluice.hive.testing;
