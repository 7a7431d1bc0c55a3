/**
 * Rows kept between reading and writing: many at a time, column by column, with the levels that nested columnar files
 * have (Melnik and others, <i>Dremel: Interactive Analysis of Web-Scale Datasets</i>, VLDB 2010).
 *
 * <p>What reading has made of JSON goes into blocks as it is, so that writing needs to decode no JSON and to build no
 * rows. Rows that lose are passed over while a block is read.
 */
package io.sluice.etl.block;
