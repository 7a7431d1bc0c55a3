package io.sluice.etl.structure;

/** A validator of RFC 8259, written from its grammar alone to hold the reader against. */
final class StrictJson {
    private final byte[] bytes;
    private int at;

    private StrictJson(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether bytes are exactly one value, with white space around it; their encoding is not looked at. */
    static boolean isValue(byte[] bytes) {
        StrictJson json = new StrictJson(bytes);
        json.blanks();
        boolean valid = json.value();
        json.blanks();
        return valid && json.at == bytes.length;
    }

    private boolean value() {
        if (at == bytes.length) {
            return false;
        }
        return switch (bytes[at]) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean object() {
        at++;
        blanks();
        if (take('}')) {
            return true;
        }
        do {
            blanks();
            if (at == bytes.length || bytes[at] != '"' || !string()) {
                return false;
            }
            blanks();
            if (!take(':')) {
                return false;
            }
            blanks();
            if (!value()) {
                return false;
            }
            blanks();
        } while (take(','));
        return take('}');
    }

    private boolean array() {
        at++;
        blanks();
        if (take(']')) {
            return true;
        }
        do {
            blanks();
            if (!value()) {
                return false;
            }
            blanks();
        } while (take(','));
        return take(']');
    }

    private boolean string() {
        at++;
        while (at < bytes.length && bytes[at] != '"') {
            if (bytes[at] >= 0 && bytes[at] < 0x20) {
                return false;
            }
            if (take('\\')) {
                if (at == bytes.length || !escape()) {
                    return false;
                }
            } else {
                at++;
            }
        }
        return take('"');
    }

    private boolean escape() {
        if (take('u')) {
            for (int i = 0; i < 4; i++) {
                if (at == bytes.length || "0123456789abcdefABCDEF".indexOf(bytes[at++]) < 0) {
                    return false;
                }
            }
            return true;
        }
        return "\"\\/bfnrt".indexOf(bytes[at++]) >= 0;
    }

    private boolean number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int start = at;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at > start;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean take(char character) {
        if (at < bytes.length && bytes[at] == character) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
            at++;
        }
    }
}
