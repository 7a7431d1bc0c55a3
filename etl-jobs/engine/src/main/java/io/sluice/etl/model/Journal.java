package io.sluice.etl.model;

/** The numbered record of what runs planned and published; one writer wins each number. */
public interface Journal {
    /**
     * Reads all slots.
     *
     * @throws SluiceException of outcome {@code unknown} when a document cannot be understood
     */
    TableHistory history();

    /**
     * Takes the slot's number with its document, whole or not at all.
     *
     * @throws SluiceException of outcome {@code failed} when another run took the number first
     */
    void prepare(Slot slot);

    /** Closes a prepared slot; closing it again changes nothing. */
    void published(Slot slot);
}
