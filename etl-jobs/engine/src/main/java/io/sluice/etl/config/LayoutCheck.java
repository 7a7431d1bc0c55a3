package io.sluice.etl.config;

/** Reads a landing layout on behalf of the configuration. */
@FunctionalInterface
public interface LayoutCheck {
    /**
     * What other keys of a job need to know of a layout.
     *
     * @param dated whether paths have a landing date
     * @param hourly whether landing dates are hours
     */
    record Facts(boolean dated, boolean hourly) {}

    /**
     * Checks a layout.
     *
     * @throws IllegalArgumentException saying what is wrong, where, and how to write it
     */
    Facts check(String layout);
}
