package io.sluice.etl.generate;

import java.util.stream.Stream;

/** What people write, as the inside of JSON strings: English mostly, with other scripts, emoji and escapes. */
final class Vocabulary {
    static final byte[] TRUE = Bytes.utf8("true");
    static final byte[] FALSE = Bytes.utf8("false");

    private static final byte[] NULL = Bytes.utf8("null");
    private static final byte[] PARAGRAPH = Bytes.utf8("\\n\\n");

    private static final byte[][] ACTIONS = lines(
            """
            Fix
            Add
            Remove
            Document
            Simplify
            Speed up
            Test
            Revert
            Rename
            Log
            Retry
            Cache
            Bump
            Refactor
            Translate
            Clean up""");
    private static final byte[][] THINGS = lines(
            """
            the login form
            retries of the upload
            flaky test of the scheduler
            the build on Windows
            dark mode
            error messages of the parser
            pagination of search results
            the release workflow
            types of the public API
            the \\"dry run\\" option
            the path C:\\\\temp\\\\cache
            unused dependencies
            the café menu
            the landing page
            timeouts in the client
            rounding of prices
            the Docker image
            handling of null dates
            the changelog
            benchmark of the hot path""");
    private static final byte[][] OTHER_TITLES = lines(
            """
            오타 수정 및 문서 보완
            로그인 오류 수정 🐛
            테스트 추가 ✅
            バグを修正
            更新依赖版本
            Обновить README
            Corrige l\\u00e9g\\u00e8rement la mise en page
            🚀 Initial commit
            Ünïcödé in file names \\ud83d\\ude00
            WIP""");
    private static final byte[][] SENTENCES = lines(
            """
            This works on my machine, but the build server disagrees.
            Could you rebase, please?
            I measured it twice: the new version takes half the time.
            Steps to reproduce: open the page, press \\"Save\\", wait.
            감사합니다! 확인 후 다시 알려 드리겠습니다 🙏
            The log says:\\n```\\nTypeError: undefined is not a function\\n\\tat main.js:42\\n```
            See the documentation for the reason.
            Looks good to me 👍
            Tested with the three newest versions, all of them pass.
            It fails only if the folder C:\\\\data is empty.
            - [ ] add a test\\n- [x] update the changelog
            これは意図した動作ですか?
            We had the same problem; setting the time zone to UTC helped.
            Windows line ends come back:\\r\\nlike this.
            Merci, c'est corrig\\u00e9.
            Closing this, since nobody could reproduce it for a month.""");
    private static final byte[][] PEOPLE = lines(
            """
            Ada Example
            김하늘
            Noor Sample
            José Ejemplo
            山田花子
            Test Person
            Zoë O'Placeholder
            Иван Пример""");
    private static final byte[][] REVIEW_STATES = words("approved commented changes_requested");

    private Vocabulary() {}

    static byte[][] words(String text) {
        return Stream.of(text.split("\\s+")).map(Bytes::utf8).toArray(byte[][]::new);
    }

    static void title(Dice dice, Bytes out) {
        if (dice.chance(15)) {
            out.put(any(OTHER_TITLES, dice));
        } else {
            out.put(any(ACTIONS, dice));
            out.put(' ');
            out.put(any(THINGS, dice));
        }
    }

    static void commitMessage(Dice dice, Bytes out) {
        title(dice, out);
        if (dice.chance(20)) {
            out.put(PARAGRAPH);
            sentences(1 + dice.below(4), dice, out);
        }
    }

    /** Mostly a few sentences, sometimes a page, now and then a pasted log of up to 30 KB. */
    static void text(Dice dice, Bytes out) {
        int size = dice.below(1000);
        if (size < 700) {
            sentences(1 + dice.below(2), dice, out);
        } else if (size < 960) {
            sentences(3 + dice.below(8), dice, out);
        } else if (size < 998) {
            sentences(20 + dice.below(40), dice, out);
        } else {
            sentences(200 + dice.below(300), dice, out);
        }
    }

    /** A string or null, with its quotes. */
    static void description(Dice dice, Bytes out) {
        if (dice.chance(50)) {
            out.put(NULL);
        } else {
            out.put('"');
            out.put(any(SENTENCES, dice));
            out.put('"');
        }
    }

    static void person(int account, Bytes out) {
        out.put(PEOPLE[account % PEOPLE.length]);
    }

    static void reviewState(Dice dice, Bytes out) {
        out.put(any(REVIEW_STATES, dice));
    }

    private static void sentences(int count, Dice dice, Bytes out) {
        out.put(any(SENTENCES, dice));
        for (int sentence = 1; sentence < count; sentence++) {
            out.put(' ');
            out.put(any(SENTENCES, dice));
        }
    }

    private static byte[] any(byte[][] texts, Dice dice) {
        return texts[dice.below(texts.length)];
    }

    private static byte[][] lines(String text) {
        return text.lines().map(Bytes::utf8).toArray(byte[][]::new);
    }
}
