package io.sluice.etl.generate;

import java.util.HashMap;
import java.util.Map;

/** Tells events as JSON, each a pure function of seed and number, so that a redelivery repeats every byte. */
final class EventWriter {
    private static final long FIRST_ID = 17_300_000_000L;
    private static final int ID_STRIDE = 3;
    private static final byte[] NO_TIME = Bytes.utf8("2021-07-21T25:61:00Z");
    private static final byte[] NO_BOOLEAN = Bytes.utf8("\"yes\"");
    private static final byte[] BEYOND_LONG = Bytes.utf8("98765432109876543210");
    private static final byte[] ID = Bytes.utf8("\"id\":\"");
    private static final byte[] NULL_ID = Bytes.utf8("\"id\":null,");
    private static final byte[] CORRECTED = Bytes.utf8("?v=2");

    private final LandingPlan plan;
    private final Timetable timetable;
    private final Scene scene;
    private final Dice faultDice = new Dice();
    private final Template template;

    /** The fault being written; null while the event is intact. */
    private Fault fault;

    EventWriter(LandingPlan plan, Timetable timetable) {
        this.plan = plan;
        this.timetable = timetable;
        this.scene = new Scene(plan.seed(), plan.firstDay(), plan.days());
        this.template = template();
    }

    /** The event as it happened. */
    void write(int day, long event, Bytes out) {
        set(day, event, false);
        template.write(scene, out);
    }

    /** The same id, with other content. */
    void writeConflict(int day, long event, Bytes out) {
        set(day, event, true);
        template.write(scene, out);
    }

    /** A copy that cannot be read, and why. */
    Fault writeDamaged(int day, long event, Bytes out) {
        set(day, event, false);
        faultDice.restart(plan.seed(), Dice.Purpose.FAULT, scene.event());
        Fault chosen = Fault.any(faultDice);
        int start = out.size();
        if (chosen == Fault.IN_AN_ARRAY) {
            out.put('[');
        }
        fault = chosen;
        template.write(scene, out);
        fault = null;
        if (chosen == Fault.IN_AN_ARRAY) {
            out.put(']');
        }
        if (chosen == Fault.BAD_BYTE) {
            out.set((start + out.size()) / 2, 0xFF);
        }
        if (chosen == Fault.CUT_LINE) {
            cut(start, out);
        }
        return chosen;
    }

    /** Cuts what was written since {@code start} in half, between characters. */
    static void cut(int start, Bytes out) {
        int end = (start + out.size()) / 2;
        while ((out.at(end) & 0xC0) == 0x80) {
            end--;
        }
        out.shorten(end);
    }

    private void set(int day, long event, boolean conflict) {
        scene.set(day * plan.eventsPerDay() + event, day, timetable.secondOf(event), conflict);
    }

    private Template template() {
        Map<String, Part> slots = new HashMap<>(Slots.KNOWN);
        slots.put("id_member", this::idMember);
        slots.put("type", (told, out) -> out.put(told.type().label()));
        slots.put("payload", (told, out) -> told.type().payload().write(told, out));
        slots.put("version", this::version);
        slots.put("event_repo_id", orFault(Fault.HUGE_REPO_ID, BEYOND_LONG, Slots.KNOWN.get("repo_id")));
        slots.put("public", orFault(Fault.TEXT_FOR_BOOLEAN, NO_BOOLEAN, (told, out) -> out.put(Vocabulary.TRUE)));
        slots.put("created_at", orFault(Fault.BAD_TIME, NO_TIME, Scene::writeTime));
        slots.put("org", organisation());
        return Template.of(
                """
                {<id_member>"type":"<type>","actor":{"id":<actor_id>,"login":"<actor>",
                "display_login":"<actor_plain>","gravatar_id":"","url":"https://api.github.com/users/<actor>",
                "avatar_url":"https://avatars.githubusercontent.com/u/<actor_id><version>"},
                "repo":{"id":<event_repo_id>,"name":"<repo>","url":"https://api.github.com/repos/<repo>"},
                "payload":{<payload>},"public":<public>,"created_at":"<created_at>"<org><api_version>}""",
                slots);
    }

    private static Part organisation() {
        Template member = Template.of(
                """
                ,"org":{"id":<owner_id>,"login":"<owner>","gravatar_id":"",
                "url":"https://api.github.com/orgs/<owner>",
                "avatar_url":"https://avatars.githubusercontent.com/u/<owner_id>?"}""",
                Slots.KNOWN);
        return (told, out) -> {
            if (Names.ownedByOrganisation(told.repo())) {
                member.write(told, out);
            }
        };
    }

    private Part orFault(Fault replacing, byte[] wrong, Part right) {
        return (told, out) -> {
            if (fault == replacing) {
                out.put(wrong);
            } else {
                right.write(told, out);
            }
        };
    }

    private void idMember(Scene told, Bytes out) {
        if (fault == Fault.NULL_ID) {
            out.put(NULL_ID);
        } else if (fault != Fault.WITHOUT_ID) {
            out.put(ID);
            out.number(FIRST_ID + told.event() * ID_STRIDE + Math.floorMod(Dice.mixed(told.event()), ID_STRIDE));
            out.put('"');
            out.put(',');
        }
    }

    /** A conflict differs in a column even where nothing else of the event can. */
    private void version(Scene told, Bytes out) {
        if (told.conflicting()) {
            out.put(CORRECTED);
        } else {
            out.put('?');
        }
    }
}
