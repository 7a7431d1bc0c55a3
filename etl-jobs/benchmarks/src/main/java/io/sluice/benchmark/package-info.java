/**
 * Sluice and what a user would pick instead, side by side: the same landing in, the same rows out, every contender in a
 * process of its own.
 */
package io.sluice.benchmark;
