package io.sluice.etl.config;

import java.util.Collection;
import java.util.regex.Pattern;

/** Keeps secrets of object stores out of jobs, which are committed, printed and copied around. */
final class CredentialChecks {
    private static final Pattern SECRET = Pattern.compile(
            "(spark\\.hadoop\\.)?fs\\.s3a\\.(bucket\\..+\\.)?(access\\.key|secret\\.key|session\\.token)");

    private CredentialChecks() {}

    /** @param keys those under {@code spark} */
    static void verify(Section spark, Collection<String> keys) {
        keys.stream()
                .filter(key -> SECRET.matcher(key).matches())
                .sorted()
                .forEach(
                        key -> spark.problem(
                                key,
                                "credentials do not belong in a job; S3A finds them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, in the machine's role, or where fs.s3a.aws.credentials.provider or hadoop.security.credential.provider.path says. Remove it"));
    }
}
