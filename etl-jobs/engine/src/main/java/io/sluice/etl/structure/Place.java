package io.sluice.etl.structure;

/**
 * A place in the shape of a record: a name, the elements of an array, or the values of a map.
 *
 * <p>There is one for each node of the schema. Those of arrays and maps are told which element or entry is being read,
 * so that a path costs nothing until one is asked for.
 */
final class Place {
    private enum Kind {
        RECORD,
        NAME,
        ELEMENTS,
        VALUES
    }

    private final Place parent;
    private final Kind kind;
    private final String pattern;
    /** The name, or the key of the map's entry being read. */
    private String name;
    /** The number of the array's element being read. */
    private int index;

    private Place(Place parent, Kind kind, String pattern, String name) {
        this.parent = parent;
        this.kind = kind;
        this.pattern = pattern;
        this.name = name;
    }

    /** The place of a whole record. */
    static Place record() {
        return new Place(null, Kind.RECORD, "", "");
    }

    /** A name in the object that is here. */
    Place named(String child) {
        return new Place(this, Kind.NAME, kind == Kind.RECORD ? child : pattern + "." + child, child);
    }

    /** The elements of the array that is here. */
    Place elements() {
        return new Place(this, Kind.ELEMENTS, pattern + "[]", "");
    }

    /** The values of the map that is here. */
    Place values() {
        return new Place(this, Kind.VALUES, pattern + ".*", "");
    }

    void enterElement(int newIndex) {
        index = newIndex;
    }

    void enterValue(String key) {
        name = key;
    }

    /** Where the value being read lies, such as {@code payload.commits[3].sha}. */
    String path() {
        StringBuilder path = new StringBuilder();
        appendPath(path);
        return path.toString();
    }

    private void appendPath(StringBuilder path) {
        if (parent == null) {
            return;
        }
        parent.appendPath(path);
        if (kind == Kind.ELEMENTS) {
            path.append('[').append(index).append(']');
        } else {
            path.append(parent.kind == Kind.RECORD ? "" : ".").append(name);
        }
    }

    /** The same for whatever element and entry, such as {@code payload.commits[].sha}. */
    String pattern() {
        return pattern;
    }
}
