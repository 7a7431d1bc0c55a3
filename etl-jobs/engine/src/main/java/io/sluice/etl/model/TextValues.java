package io.sluice.etl.model;

/** Values by their ordinals, which give texts as the bytes that they are, with no object for each. */
public interface TextValues {
    /**
     * Gives a text that is not null.
     *
     * @param taker is called once, before this returns
     */
    void giveText(int ordinal, Taker taker);

    /** Takes a text. */
    interface Taker {
        /** @param utf8 valid only during the call */
        void takeText(byte[] utf8, int offset, int length);
    }
}
