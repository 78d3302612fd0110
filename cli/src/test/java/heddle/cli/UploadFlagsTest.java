package heddle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.upload.UploadWords;
import heddle.fetch.store.StoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a fetch uploads to, as a user says it; without the extension that would do it.
class UploadFlagsTest {
    @TempDir
    private Path folder;

    private Session fetch(String... words) {
        var all = new ArrayList<>(List.of("fetch", "http://127.0.0.1:1/", "-q"));
        all.addAll(List.of(words));
        return Session.of(all.toArray(String[]::new));
    }

    private String out() {
        return folder.resolve("out").toString();
    }

    /// By a store that nobody has: that of S3 may have been built beside these classes.
    @Test
    void a_place_that_nothing_here_can_reach_is_told_before_anybody_is_asked() {
        Session session = fetch("-o", out(), "--upload", "gs://bucket/prefix");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err())
                .contains("--upload to gs:// needs heddle-gs.jar beside heddle.jar", "write s3://BUCKET/PREFIX")
                .doesNotContain("failed", "in a checkout");
    }

    @Test
    void where_to_get_the_store_of_s3_is_said() {
        assertThat(UploadWords.missing(StoreAddress.parse("s3://bucket/prefix")))
                .startsWith("--upload to s3:// needs heddle-s3.jar beside heddle.jar; in a checkout, ");
    }

    @Test
    void bodies_as_single_files_are_not_uploaded() {
        Session session = fetch("-o", out(), "-f", "files", "--upload", "s3://bucket/prefix");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains("--upload takes no -f files");
    }

    @Test
    void nothing_is_not_uploaded() {
        Session session = fetch("-f", "none", "--upload", "s3://bucket/prefix");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains("--upload has nothing to upload");
    }

    @Test
    void a_job_with_another_place_is_another_job() {
        assertThat(fetch("-o", out()).end()).isEqualTo(ExitCode.UNREACHABLE);
        Session session = fetch("-o", out(), "--upload", "s3://bucket/prefix");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains("holds a job with another --upload (none, not s3://bucket/prefix/)");
    }

    @Test
    void a_place_that_cannot_be_had_forgets_nothing_in_the_folder() {
        fetch("-o", out());
        Session session = fetch("-o", out(), "--fresh", "--upload", "gs://bucket/prefix");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("out/job.db")).exists();
        assertThat(folder.resolve("out/results.jsonl")).isNotEmptyFile();
    }

    @Test
    void a_dry_run_says_where_it_would_go() {
        Session session = fetch("--dry-run", "-o", out(), "--upload", "s3://bucket/prefix");
        assertThat(session.end()).isEqualTo(ExitCode.OK);
        assertThat(session.out()).contains("as jsonl and s3://bucket/prefix/");
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--upload=s3://AKIA:hunter2@bucket/x",
                "--upload=hunter2",
                "--s3-endpoint=http://AKIA:hunter2@127.0.0.1:9000",
                "--s3-endpoint=hunter2",
                "--s3-endpoint=http://hunter2 /",
            })
    void what_is_no_place_is_refused_without_being_repeated(String word) {
        Session session = fetch(word, "--print-config");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains(word.split("=", 2)[0]);
        assertThat(session.out() + session.err()).doesNotContain("hunter2");
    }

    @Test
    void nor_is_it_repeated_when_a_variable_says_it() {
        Session session = Session.in(
                Map.of("HEDDLE_S3_ENDPOINT", "http://AKIA:hunter2@127.0.0.1:9000"), "fetch", "--print-config");
        assertThat(session.end()).isEqualTo(ExitCode.USAGE);
        assertThat(session.err()).contains("HEDDLE_S3_ENDPOINT");
        assertThat(session.out() + session.err()).doesNotContain("hunter2");
    }

    @Test
    void credentials_of_the_surroundings_are_not_printed() {
        Session session = Session.in(
                Map.of("AWS_ACCESS_KEY_ID", "hunter1", "AWS_SECRET_ACCESS_KEY", "hunter2"),
                "fetch",
                "--upload",
                "s3://bucket/x",
                "--print-config");
        assertThat(session.end()).isEqualTo(ExitCode.OK);
        assertThat(session.out()).contains("upload = \"s3://bucket/x\"").doesNotContain("hunter");
    }
}
