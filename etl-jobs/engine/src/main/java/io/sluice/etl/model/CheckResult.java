package io.sluice.etl.model;

/**
 * One thing that the audit looked at.
 *
 * @param detail the figures that decided
 * @param error whether a failure refuses publication
 */
public record CheckResult(String name, boolean passed, String detail, boolean error) {
    public static CheckResult required(String name, boolean passed, String detail) {
        return new CheckResult(name, passed, detail, true);
    }
}
