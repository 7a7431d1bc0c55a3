package io.sluice.etl.structure;

import io.sluice.etl.model.RejectCode;
import java.util.function.Supplier;

/** What reading a record has brought to light besides its values. */
final class Findings {
    private final UnknownFields unknownFields = new UnknownFields();
    private Fault first;
    private boolean nameRepeated;
    private boolean nameUnchecked;

    void clear() {
        unknownFields.clear();
        first = null;
        nameRepeated = false;
        nameUnchecked = false;
    }

    UnknownFields unknownFields() {
        return unknownFields;
    }

    /** The first fault in byte order, of several at one byte the one noted first; null when there is none. */
    Fault first() {
        return first;
    }

    boolean faulty() {
        return first != null;
    }

    /** Notes a fault; its message is only made when it is the first. */
    void fault(RejectCode code, int offset, String field, String message) {
        if (comesFirst(offset)) {
            first = new Fault(code, offset, MessageText.shortenedPath(field), message);
        }
    }

    /** As {@link #fault(RejectCode, int, String, String)}, for a place and a message that cost something. */
    void fault(RejectCode code, int offset, Place place, Supplier<String> message) {
        if (comesFirst(offset)) {
            fault(code, offset, place.path(), message.get());
        }
    }

    private boolean comesFirst(int offset) {
        return first == null || offset < first.offset();
    }

    /** An object has a name twice, so what the earlier value brought must be forgotten. */
    void nameRepeated() {
        nameRepeated = true;
    }

    /** An object has a name of which nobody knows whether it had it before. */
    void nameUnchecked() {
        nameUnchecked = true;
    }

    /**
     * Whether values may count here that repeated names have superseded.
     *
     * @param unknownFieldsMatter whether values of unknown names have a consequence beyond their path
     */
    boolean mayHoldSuperseded(boolean unknownFieldsMatter) {
        return nameRepeated || nameUnchecked && (unknownFieldsMatter || faulty());
    }
}
