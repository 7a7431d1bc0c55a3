package io.sluice.etl.generate;

import java.util.HashMap;
import java.util.Map;

/** What the slots of templates stand for. */
final class Slots {
    /** Slots by name. */
    static final Map<String, Part> KNOWN = known();

    private static final Template COMMIT = Template.of(
            """
            {"sha":"<commit_sha>","author":{"email":"<actor>@example.org","name":"<person>"},
            "message":"<commit_message>","distinct":<flag>,
            "url":"https://api.github.com/repos/<repo>/commits/<commit_sha>"}""",
            KNOWN);

    private Slots() {}

    private static Map<String, Part> known() {
        Map<String, Part> slots = new HashMap<>();
        addNames(slots);
        addValues(slots);
        addTexts(slots);
        addObjects(slots);
        return Map.copyOf(slots);
    }

    private static void addNames(Map<String, Part> slots) {
        slots.put("actor", (scene, out) -> Names.login(scene.actor(), out));
        slots.put("actor_plain", (scene, out) -> Names.plainLogin(scene.actor(), out));
        slots.put("actor_id", (scene, out) -> out.number(Names.accountId(scene.actor())));
        slots.put("repo", (scene, out) -> Names.ownerAndRepo(scene.repo(), out));
        slots.put("repo_name", (scene, out) -> Names.repo(scene.repo(), out));
        slots.put("repo_id", (scene, out) -> out.number(Names.repoId(scene.repo())));
        slots.put("owner", (scene, out) -> Names.owner(scene.repo(), out));
        slots.put("owner_id", (scene, out) -> out.number(Names.ownerId(scene.repo())));
        slots.put("other", (scene, out) -> Names.plainLogin(scene.other(), out));
        slots.put("other_id", (scene, out) -> out.number(Names.accountId(scene.other())));
        slots.put("user_node_id", (scene, out) -> out.hexadecimal(Dice.mixed(scene.actor()), 16));
        slots.put("topic_branch", (scene, out) -> Names.topicBranch(scene.dice(), out));
        slots.put("branch", (scene, out) -> Names.branch(scene.dice(), out));
        slots.put("ref_and_type", (scene, out) -> Names.refAndType(scene.dice(), out));
    }

    private static void addValues(Map<String, Part> slots) {
        slots.put("number", (scene, out) -> out.number(scene.number()));
        slots.put(
                "id_number",
                (scene, out) -> out.number(600_000_000L + scene.dice().below(1 << 30)));
        slots.put("subject_id", (scene, out) -> out.number(600_000_000L + (Dice.mixed(scene.event()) >>> 34)));
        slots.put("count", (scene, out) -> out.number(scene.dice().below(30)));
        slots.put("lines", (scene, out) -> out.number(scene.dice().rank(0, 12) - 1));
        slots.put("flag", (scene, out) -> flag(scene.dice().chance(80), out));
        slots.put("commit_count", (scene, out) -> out.number(scene.commits()));
        slots.put("commit_sha", (scene, out) -> scene.writeSha(scene.commit(), out));
        slots.put("head", (scene, out) -> scene.writeSha(scene.commits() - 1, out));
        slots.put("sha", (scene, out) -> Names.sha(scene.dice(), out));
        slots.put("node_id", (scene, out) -> out.hexadecimal(scene.dice().next(), 16));
        slots.put("now", Scene::writeTime);
        slots.put("past", Scene::writePastTime);
        slots.put("closed", (scene, out) -> scene.writeTimeIf(scene.closed(), out));
        slots.put("merged_at", (scene, out) -> scene.writeTimeIf(scene.merged(), out));
        slots.put("merged", (scene, out) -> flag(scene.merged(), out));
        slots.put("commits", (scene, out) -> {
            while (scene.nextCommit(out)) {
                COMMIT.write(scene, out);
            }
        });
    }

    private static void addTexts(Map<String, Part> slots) {
        slots.put("action", choice("opened", "closed"));
        slots.put("state", choice("open", "closed"));
        slots.put("review_state", (scene, out) -> Vocabulary.reviewState(scene.dice(), out));
        slots.put("person", (scene, out) -> Vocabulary.person(scene.actor(), out));
        slots.put("title", (scene, out) -> Vocabulary.title(scene.dice(), out));
        slots.put("commit_message", (scene, out) -> Vocabulary.commitMessage(scene.dice(), out));
        slots.put("text", (scene, out) -> Vocabulary.text(scene.dice(), out));
        slots.put("description", (scene, out) -> Vocabulary.description(scene.dice(), out));
    }

    private static void addObjects(Map<String, Part> slots) {
        slots.put(
                "user",
                Template.of(
                        """
                {"login":"<actor>","id":<actor_id>,"node_id":"<user_node_id>",
                "avatar_url":"https://avatars.githubusercontent.com/u/<actor_id>?v=4","gravatar_id":"",
                "url":"https://api.github.com/users/<actor>","html_url":"https://github.com/<actor>",
                "type":"User","site_admin":false}""",
                        slots));
        slots.put(
                "issue",
                Template.of(
                        """
                "url":"https://api.github.com/repos/<repo>/issues/<number>",
                "html_url":"https://github.com/<repo>/issues/<number>","id":<id_number>,"node_id":"<node_id>",
                "number":<number>,"title":"<title>","user":<user>,"labels":[],"state":"<state>","locked":false,
                "assignee":null,"milestone":null,"comments":<count>,"created_at":"<past>","updated_at":"<now>",
                "closed_at":<closed>,"author_association":"CONTRIBUTOR","body":"<text>\"""",
                        slots));
        slots.put(
                "pull_request",
                Template.of(
                        """
                "url":"https://api.github.com/repos/<repo>/pulls/<number>","id":<id_number>,"node_id":"<node_id>",
                "html_url":"https://github.com/<repo>/pull/<number>",
                "diff_url":"https://github.com/<repo>/pull/<number>.diff","number":<number>,"state":"<state>",
                "locked":false,"title":"<title>","user":<user>,"body":"<text>","created_at":"<past>",
                "updated_at":"<now>","closed_at":<closed>,"merged_at":<merged_at>,"merge_commit_sha":"<sha>",
                "assignees":[],"labels":[],"draft":false,
                "head":{"label":"<actor>:patch-<number>","ref":"patch-<number>","sha":"<sha>"},
                "base":{"label":"<owner>:main","ref":"main","sha":"<sha>","repo":{"id":<repo_id>,"full_name":"<repo>"}},
                "_links":{"self":{"href":"https://api.github.com/repos/<repo>/pulls/<number>"},
                "html":{"href":"https://github.com/<repo>/pull/<number>"},
                "commits":{"href":"https://api.github.com/repos/<repo>/pulls/<number>/commits"}},
                "author_association":"CONTRIBUTOR","auto_merge":null\
                """,
                        slots));
        // Fields that a producer added one day without telling anyone, which the schema does not know.
        slots.put("repository_id", fromDay(1, Template.of(",\"repository_id\":<repo_id>", slots)));
        slots.put("api_version", fromDay(2, Template.of(",\"api_version\":\"2021-08\"", slots)));
    }

    private static Part choice(String whenOpen, String whenClosed) {
        byte[] open = Bytes.utf8(whenOpen);
        byte[] closed = Bytes.utf8(whenClosed);
        return (scene, out) -> out.put(scene.closed() ? closed : open);
    }

    private static Part fromDay(int day, Part part) {
        return (scene, out) -> {
            if (scene.day() >= day) {
                part.write(scene, out);
            }
        };
    }

    private static void flag(boolean value, Bytes out) {
        out.put(value ? Vocabulary.TRUE : Vocabulary.FALSE);
    }
}
