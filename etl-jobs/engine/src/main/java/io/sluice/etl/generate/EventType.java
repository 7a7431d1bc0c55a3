package io.sluice.etl.generate;

/** The types of events by frequency, roughly as GH Archive has them, and what their payloads look like. */
enum EventType {
    PUSH(
            "PushEvent",
            50,
            """
            "push_id":<id_number>,"size":<commit_count>,"distinct_size":<commit_count>,"ref":"refs/heads/<branch>",
            "head":"<head>","before":"<sha>","commits":[<commits>]<repository_id>"""),
    CREATE(
            "CreateEvent",
            12,
            """
            <ref_and_type>,"master_branch":"main","description":<description>,"pusher_type":"user\""""),
    PULL_REQUEST(
            "PullRequestEvent",
            8,
            """
            "action":"<action>","number":<number>,"pull_request":{<pull_request>,"merged":<merged>,"mergeable":null,
            "comments":<count>,"review_comments":<count>,"maintainer_can_modify":false,"commits":<commit_count>,
            "additions":<lines>,"deletions":<lines>,"changed_files":<count>}"""),
    ISSUE_COMMENT(
            "IssueCommentEvent",
            7,
            """
            "action":"created","issue":{<issue>},"comment":{
            "url":"https://api.github.com/repos/<repo>/issues/comments/<subject_id>","id":<subject_id>,
            "node_id":"<node_id>","user":<user>,"created_at":"<now>","updated_at":"<now>",
            "author_association":"CONTRIBUTOR","body":"<text>","performed_via_github_app":null}"""),
    WATCH("WatchEvent", 6, """
            "action":"started\""""),
    DELETE("DeleteEvent", 5, """
            "ref":"<topic_branch>","ref_type":"branch","pusher_type":"user\""""),
    ISSUES("IssuesEvent", 4, """
            "action":"<action>","issue":{<issue>}"""),
    REVIEW(
            "PullRequestReviewEvent",
            3,
            """
            "action":"created","review":{"id":<id_number>,"node_id":"<node_id>","user":<user>,"body":"<title>",
            "commit_id":"<sha>","submitted_at":"<now>","state":"<review_state>",
            "html_url":"https://github.com/<repo>/pull/<number>"},"pull_request":{<pull_request>}"""),
    FORK(
            "ForkEvent",
            2,
            """
            "forkee":{"id":<id_number>,"node_id":"<node_id>","name":"<repo_name>","full_name":"<actor>/<repo_name>",
            "private":false,"owner":<user>,"html_url":"https://github.com/<actor>/<repo_name>",
            "description":<description>,"fork":true,"url":"https://api.github.com/repos/<actor>/<repo_name>",
            "created_at":"<now>","updated_at":"<past>","pushed_at":"<past>",
            "clone_url":"https://github.com/<actor>/<repo_name>.git","size":<lines>,"stargazers_count":0,
            "language":null,"has_issues":false,"has_wiki":true,"archived":false,"license":null,
            "default_branch":"main","public":true}"""),
    RELEASE(
            "ReleaseEvent",
            1,
            """
            "action":"published","release":{"url":"https://api.github.com/repos/<repo>/releases/<subject_id>",
            "id":<subject_id>,"author":<user>,"node_id":"<node_id>","tag_name":"v<count>.<count>.0",
            "target_commitish":"main","name":"<title>","draft":false,"prerelease":<flag>,"created_at":"<past>",
            "published_at":"<now>","assets":[],"body":"<text>"}"""),
    MEMBER(
            "MemberEvent",
            1,
            """
            "member":{"login":"<other>","id":<other_id>,"node_id":"<node_id>","type":"User"},"action":"added\""""),
    PUBLIC("PublicEvent", 1, "");

    private static final EventType[] BY_PERCENT = byPercent();

    private final byte[] label;
    private final int percent;
    private final Template payload;

    EventType(String label, int percent, String payload) {
        this.label = Bytes.utf8(label);
        this.percent = percent;
        this.payload = Template.of(payload, Slots.KNOWN);
    }

    static EventType any(Dice dice) {
        return BY_PERCENT[dice.below(BY_PERCENT.length)];
    }

    byte[] label() {
        return label;
    }

    Template payload() {
        return payload;
    }

    private static EventType[] byPercent() {
        EventType[] types = new EventType[100];
        int at = 0;
        for (EventType type : values()) {
            for (int share = 0; share < type.percent; share++) {
                types[at++] = type;
            }
        }
        return types;
    }
}
