package io.sluice.etl.generate;

import io.sluice.etl.generate.Step.Role;
import io.sluice.etl.model.RejectCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One file of a landing, with what lies beside it: streamed, so that its size does not matter. */
final class LandingFile {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int DRAIN_AT = 1 << 17;
    private static final int RECORDS_PER_BLANK_LINE = 40;
    private static final long MOST_RECORDS_OF_BEGINNING = 500;

    private final LandingPlan plan;
    private final Timetable timetable;
    private final Oddities oddities;
    private final int day;
    private final int file;
    private final List<Step> steps;
    private final EventWriter events;
    private final Tally tally;
    private final Bytes out = new Bytes();
    private final boolean carriageReturns;

    private long records;

    LandingFile(LandingPlan plan, int day, int file) {
        this.plan = plan;
        this.timetable = new Timetable(plan.filesPerDay(), plan.eventsPerDay());
        this.oddities = Oddities.of(plan, day);
        this.day = day;
        this.file = file;
        this.steps = new Mishaps(plan, timetable).stepsOf(day, file);
        this.events = new EventWriter(plan, timetable);
        this.tally = new Tally(plan, day);
        this.carriageReturns = file == oddities.withCarriageReturns();
    }

    /** Writes the file, and what lies beside it, into the folder of its day. */
    Tally write(Path folder) throws IOException {
        Path whole = folder.resolve(plan.gzip(day, file) ? name() + ".json.gz" : name() + ".json");
        try (LandingStream stream = new LandingStream(whole, plan.gzip(day, file))) {
            writeWhole(stream);
        }
        tally.stored(Files.size(whole));
        if (file == oddities.inProgress()) {
            writeInProgress(folder.resolve(name() + ".json.tmp"));
        }
        if (file == oddities.brokenUpload()) {
            writeBrokenUpload(folder.resolve(name() + "-1.json.gz"));
        }
        return tally;
    }

    private String name() {
        int hour = timetable.hourOf(file);
        return hour < 10 ? "0" + hour : String.valueOf(hour);
    }

    private void writeWhole(LandingStream stream) throws IOException {
        if (file == oddities.withByteOrderMark()) {
            out.put(BYTE_ORDER_MARK);
        }
        long secondMember = file == oddities.ofTwoMembers() ? (timetable.first(file) + timetable.end(file)) / 2 : -1;
        Deque<Step> coming = new ArrayDeque<>(steps);
        for (long event = timetable.first(file); event < timetable.end(file); event++) {
            if (event == secondMember) {
                stream.drain(out);
                stream.beginMember();
            }
            if (out.size() >= DRAIN_AT) {
                stream.drain(out);
            }
            writeEvent(event, coming);
        }
        if (file == oddities.withoutLastNewline()) {
            out.shorten(out.size() - (carriageReturns ? 2 : 1));
        }
        stream.drain(out);
        tally.decompressed(stream.decompressedBytes());
    }

    private void writeEvent(long event, Deque<Step> coming) {
        Step first = coming.peek();
        boolean struck = first != null && first.at() == event && !first.afterOwnEvent();
        if (struck) {
            coming.remove();
        }
        if (struck && first.role() == Role.DAMAGE) {
            separate();
            tally.reject(events.writeDamaged(day, event, out).code());
            endLine();
        }
        if (!struck || first.role() != Role.WITHHOLD) {
            separate();
            events.write(day, event, out);
            endLine();
            tally.onTime();
        }
        while (!coming.isEmpty() && coming.peek().at() == event) {
            writeLater(coming.remove());
        }
    }

    private void writeLater(Step step) {
        separate();
        if (step.role() == Role.CONFLICT) {
            events.writeConflict(step.day(), step.event(), out);
        } else {
            events.write(step.day(), step.event(), out);
        }
        endLine();
        tally.later(step.role(), step.day());
    }

    private void separate() {
        if (carriageReturns && records % RECORDS_PER_BLANK_LINE == RECORDS_PER_BLANK_LINE - 1) {
            endLine();
        }
        records++;
    }

    private void endLine() {
        if (carriageReturns) {
            out.put('\r');
        }
        out.put('\n');
    }

    private void writeInProgress(Path path) throws IOException {
        try (LandingStream stream = new LandingStream(path, false)) {
            writeBeginning();
            stream.drain(out);
        }
        tally.ignoredFile();
    }

    private void writeBrokenUpload(Path path) throws IOException {
        try (LandingStream stream = new LandingStream(path, true)) {
            tally.copies(writeBeginning());
            stream.drain(out);
            stream.breakOff();
            tally.decompressed(stream.decompressedBytes());
        }
        tally.reject(RejectCode.TRUNCATED);
        tally.stored(Files.size(path));
    }

    /** Writes some first events of the file, and half of one more; returns how many are whole. */
    private long writeBeginning() {
        Set<Long> withheld = new HashSet<>();
        for (Step step : steps) {
            if (step.role() == Role.WITHHOLD) {
                withheld.add(step.event());
            }
        }
        long first = timetable.first(file);
        long end = first + Math.min(MOST_RECORDS_OF_BEGINNING, (timetable.end(file) - first) / 2);
        long whole = 0;
        for (long event = first; event < end; event++) {
            if (!withheld.contains(event)) {
                events.write(day, event, out);
                out.put('\n');
                whole++;
            }
        }
        int start = out.size();
        events.write(day, end, out);
        EventWriter.cut(start, out);
        return whole;
    }
}
