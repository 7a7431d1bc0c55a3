package io.sluice.etl.generate;

/** Names and ids of accounts, repositories, branches and commits. Accounts and repositories are told by their rank. */
final class Names {
    /** Ranks begin at 2 to the power of this, so that nobody causes too much of the traffic. */
    static final int LOWEST_RANK = 4;

    /** Ranks of accounts end before 2 to the power of this. */
    static final int HIGHEST_ACCOUNT_RANK = 19;

    /** Ranks of repositories end before 2 to the power of this. */
    static final int HIGHEST_REPO_RANK = 20;

    /** The busiest accounts are apps. */
    private static final int APPS = 24;

    private static final byte[][] ADJECTIVES = Vocabulary.words(
            """
            amber brave calm dapper eager faint gentle hazy idle jolly keen lively mellow nimble odd plain quiet rapid
            silent tidy upbeat vivid warm young bold crisp dusty early fuzzy grand humble icy""");
    private static final byte[][] NOUNS = Vocabulary.words(
            """
            anchor badger cedar dune ember falcon garnet heron iris jaguar kestrel lantern maple nebula otter pebble
            quartz raven sparrow thistle umber valley walrus yarrow zephyr acorn birch comet delta echo fjord
            glacier""");
    private static final byte[][] TOOLS = Vocabulary.words(
            """
            api app bench cli core data docs engine forms graph hub infra kit lab map net ops parser queue router site
            tools ui viewer web notes client server plugin theme sdk bot""");
    private static final byte[] BOT = Bytes.utf8("[bot]");
    private static final byte[] LABS = Bytes.utf8("-labs");
    private static final byte[] MAIN = Bytes.utf8("main");
    private static final byte[] FEATURE = Bytes.utf8("feature/");
    private static final byte[] NEW_REPOSITORY = Bytes.utf8("\"ref\":null,\"ref_type\":\"repository\"");
    private static final byte[] NEW_BRANCH = Bytes.utf8("\"ref\":\"");
    private static final byte[] OF_BRANCH = Bytes.utf8("\",\"ref_type\":\"branch\"");
    private static final byte[] NEW_TAG = Bytes.utf8("\"ref\":\"v");
    private static final byte[] OF_TAG = Bytes.utf8("\",\"ref_type\":\"tag\"");

    private Names() {}

    static void login(int account, Bytes out) {
        plainLogin(account, out);
        if (account < APPS) {
            out.put(BOT);
        }
    }

    static void plainLogin(int account, Bytes out) {
        twoWords(account, ADJECTIVES, NOUNS, out);
    }

    static long accountId(int account) {
        return 1_000L + account * 137L;
    }

    static void ownerAndRepo(int repo, Bytes out) {
        owner(repo, out);
        out.put('/');
        repo(repo, out);
    }

    static void repo(int repo, Bytes out) {
        twoWords(repo, NOUNS, TOOLS, out);
    }

    static long repoId(int repo) {
        return 100_000_000L + repo * 271L;
    }

    static boolean ownedByOrganisation(int repo) {
        return Dice.mixed(repo) % 10 > 4;
    }

    static void owner(int repo, Bytes out) {
        plainLogin(ownerAccount(repo), out);
        if (ownedByOrganisation(repo)) {
            out.put(LABS);
        }
    }

    static long ownerId(int repo) {
        return accountId(ownerAccount(repo)) + 1;
    }

    static void branch(Dice dice, Bytes out) {
        if (dice.chance(60)) {
            out.put(MAIN);
        } else {
            topicBranch(dice, out);
        }
    }

    static void topicBranch(Dice dice, Bytes out) {
        out.put(FEATURE);
        twoWords(dice.below(1 << 14), ADJECTIVES, TOOLS, out);
    }

    /** The members {@code ref} and {@code ref_type} of what was created. */
    static void refAndType(Dice dice, Bytes out) {
        if (dice.chance(20)) {
            out.put(NEW_REPOSITORY);
        } else if (dice.chance(80)) {
            out.put(NEW_BRANCH);
            topicBranch(dice, out);
            out.put(OF_BRANCH);
        } else {
            out.put(NEW_TAG);
            out.number(dice.below(9));
            out.put('.');
            out.number(dice.below(30));
            out.put(OF_TAG);
        }
    }

    /** A hash of 160 bits, as Git has it. */
    static void sha(Dice dice, Bytes out) {
        out.hexadecimal(dice.next(), 16);
        out.hexadecimal(dice.next(), 16);
        out.hexadecimal(dice.next(), 8);
    }

    private static int ownerAccount(int repo) {
        return APPS + (int) (Dice.mixed(~repo) >>> 47);
    }

    private static void twoWords(int rank, byte[][] first, byte[][] second, Bytes out) {
        out.put(first[rank % first.length]);
        out.put('-');
        out.put(second[rank / first.length % second.length]);
        int round = rank / (first.length * second.length);
        if (round > 0) {
            out.number(round);
        }
    }
}
