package io.sluice.hive;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is to be asked: statements on the command line, or a file of them. */
final class Script {
    @Option(names = "-e", paramLabel = "SQL", description = "Statements; may be repeated.")
    private List<String> texts;

    @Option(names = "-f", paramLabel = "FILE", description = "File of statements that end with ';'.")
    private Path file;

    List<String> statements() throws IOException {
        List<String> statements = new ArrayList<>();
        for (String text : texts != null ? texts : List.of(read(file))) {
            statements.addAll(Statements.split(text));
        }
        return statements;
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw SandboxException.invalid("-f %s: there is no such file".formatted(file));
        } catch (CharacterCodingException notText) {
            throw SandboxException.invalid("-f %s: the file is not UTF-8 text".formatted(file));
        }
    }
}
