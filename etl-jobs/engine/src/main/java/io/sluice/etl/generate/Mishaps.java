package io.sluice.etl.generate;

import io.sluice.etl.generate.Step.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events suffer what, and where their copies go.
 *
 * <p>The events of a day are cut into as many stretches as there are mishaps, and each mishap strikes one event of its
 * stretch. So no event suffers twice, each event's second delivery is the only one, and a file finds what concerns it
 * by going through the mishaps of its day and the three before.
 */
final class Mishaps {
    static final int MOST_DAYS_LATE = 3;

    /** How far down the file a copy comes at most, in events. */
    private static final int RETRY_REACH = 500;

    private final LandingPlan plan;
    private final Timetable timetable;
    private final long mishapsPerDay;

    Mishaps(LandingPlan plan, Timetable timetable) {
        this.plan = plan;
        this.timetable = timetable;
        this.mishapsPerDay = Math.round(plan.rates().total() * plan.eventsPerDay());
    }

    /** The steps of a file in the order in which it takes them. */
    List<Step> stepsOf(int day, int file) {
        List<Step> steps = new ArrayList<>();
        Dice dice = new Dice();
        for (int source = Math.max(0, day - MOST_DAYS_LATE); source <= day; source++) {
            for (long mishap = 0; mishap < mishapsPerDay; mishap++) {
                dice.restart(plan.seed(), Dice.Purpose.MISHAP, source * mishapsPerDay + mishap);
                strike(source, mishap, dice, new Target(day, file, steps));
            }
        }
        steps.sort(Step.IN_ORDER);
        return steps;
    }

    private void strike(int day, long mishap, Dice dice, Target target) {
        long first = mishap * plan.eventsPerDay() / mishapsPerDay;
        long end = (mishap + 1) * plan.eventsPerDay() / mishapsPerDay;
        long event = first + dice.below((int) (end - first));
        int file = timetable.fileOf(event);
        switch (plan.rates().at(dice.fraction() * plan.rates().total())) {
            case REPEATED_IN_FILE -> againInFile(Role.COPY, day, file, event, dice, target);
            case REPEATED_SAME_DAY -> againSameDay(Role.COPY, day, file, event, dice, target);
            case REPEATED_LATER_DAY -> onLaterDay(Role.COPY, day, event, dice, target);
            case LATE -> {
                target.add(day, file, new Step(event, Role.WITHHOLD, day, event));
                onLaterDay(Role.LATE_ARRIVAL, day, event, dice, target);
            }
            case CONFLICTING -> {
                switch (dice.below(3)) {
                    case 0 -> againInFile(Role.CONFLICT, day, file, event, dice, target);
                    case 1 -> againSameDay(Role.CONFLICT, day, file, event, dice, target);
                    default -> onLaterDay(Role.CONFLICT, day, event, dice, target);
                }
            }
            case MALFORMED -> target.add(day, file, new Step(event, Role.DAMAGE, day, event));
        }
    }

    private void againInFile(Role role, int day, int file, long event, Dice dice, Target target) {
        long at = Math.min(event + dice.below(RETRY_REACH), timetable.end(file) - 1);
        target.add(day, file, new Step(at, role, day, event));
    }

    private void againSameDay(Role role, int day, int file, long event, Dice dice, Target target) {
        int filesLeft = timetable.files() - 1 - file;
        if (filesLeft == 0) {
            againInFile(role, day, file, event, dice, target);
        } else {
            int later = file + 1 + dice.below(filesLeft);
            target.add(day, later, new Step(anywhereIn(later, dice), role, day, event));
        }
    }

    private void onLaterDay(Role role, int day, long event, Dice dice, Target target) {
        int later = day + 1 + dice.below(MOST_DAYS_LATE);
        int file = dice.below(timetable.files());
        target.add(later, file, new Step(anywhereIn(file, dice), role, day, event));
    }

    private long anywhereIn(int file, Dice dice) {
        return timetable.first(file) + dice.below((int) (timetable.end(file) - timetable.first(file)));
    }

    /** The file whose steps are wanted; those of others are let go. */
    private record Target(int day, int file, List<Step> steps) {
        void add(int stepDay, int stepFile, Step step) {
            if (stepDay == day && stepFile == file) {
                steps.add(step);
            }
        }
    }
}
