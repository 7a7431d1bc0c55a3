package io.sluice.etl.publish;

/** Kills a run at one step, before or after the step takes effect, once. */
final class Death {
    /** When a run dies. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private String step = "";
    private Moment moment = Moment.BEFORE;

    void at(String nextStep, Moment nextMoment) {
        step = nextStep;
        moment = nextMoment;
    }

    void pass(String current, Runnable effect) {
        boolean due = step.equals(current);
        if (due) {
            step = "";
        }
        if (due && moment == Moment.BEFORE) {
            throw new IllegalStateException("died before " + current);
        }
        effect.run();
        if (due) {
            throw new IllegalStateException("died after " + current);
        }
    }
}
