package io.sluice.etl.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON text with {@code <slots>}, taken apart once so that writing it copies bytes and fills slots. */
final class Template implements Part {
    private static final Pattern SLOT = Pattern.compile("<([a-z_]+)>");

    private final Part[] parts;

    private Template(List<Part> parts) {
        this.parts = parts.toArray(new Part[0]);
    }

    /** Line breaks of the text, and the indentation after them, are for the eye and left out. */
    static Template of(String text, Map<String, Part> slots) {
        String line = text.replaceAll("\n\\s*", "");
        List<Part> parts = new ArrayList<>();
        Matcher slot = SLOT.matcher(line);
        int end = 0;
        while (slot.find()) {
            parts.add(literal(line.substring(end, slot.start())));
            Part part = slots.get(slot.group(1));
            if (part == null) {
                throw new IllegalArgumentException("No slot is called <" + slot.group(1) + ">, in template " + line);
            }
            parts.add(part);
            end = slot.end();
        }
        parts.add(literal(line.substring(end)));
        return new Template(parts);
    }

    @Override
    public void write(Scene scene, Bytes out) {
        for (Part part : parts) {
            part.write(scene, out);
        }
    }

    private static Part literal(String text) {
        byte[] bytes = Bytes.utf8(text);
        return (scene, out) -> out.put(bytes);
    }
}
