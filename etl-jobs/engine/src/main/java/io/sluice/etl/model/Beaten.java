package io.sluice.etl.model;

/** Rows of one landed file lost to rows of another, so that whoever replaces the winner must read the loser again. */
public record Beaten(String loser, String winner) {}
