package heddle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A server of S3 that `bench/scripts/s3.sh` has started, whose objects are the files of a folder: what a job uploads
/// is read there, not through the client that put it.
///
/// @param bucket   the folder of the bucket's objects
/// @param endpoint the server
record KilledStore(Path bucket, String endpoint) {

    /// The one that the variables `S3_BUCKET` and `S3_ENDPOINT` name.
    static Optional<KilledStore> ofEnvironment() {
        return Optional.ofNullable(System.getenv("S3_ENDPOINT"))
                .map(endpoint -> new KilledStore(Path.of(System.getenv("S3_BUCKET")), endpoint));
    }

    /// What brings the outputs of this job here.
    List<String> flags(String job) {
        return List.of(
                "--upload",
                "s3://" + bucket.getFileName() + "/runs/" + job,
                "--s3-endpoint",
                endpoint,
                "--s3-path-style");
    }

    /// Copies the objects of a job.
    Path bring(String job, Path to) throws IOException {
        Path from = bucket.resolve("runs").resolve(job);
        try (Stream<Path> objects = Files.walk(from)) {
            for (Path object : objects.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(object).toString());
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(object, copy);
            }
        }
        return to;
    }
}
