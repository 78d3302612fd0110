package heddle.fetch.shard;

import heddle.fetch.disk.Disk;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Publishes what came of shards: of each, one try. Whoever publishes first is the one, whichever process or
/// machine he is on, since a folder can get a name that is free once. What is published is never changed again.
///
/// A job whose engine starts over asks what is [#missing], and has only that run.
///
/// @param output the folder of the whole job: a folder below it for each shard that is published
public record Committer(Path output) {
    /// Where tries lie before they are published. What begins so is no result to programs that read whole folders.
    private static final String ATTEMPTS = "_attempts";

    /// A file that is there when everything is.
    private static final String SUCCESS = "_SUCCESS";

    private static final String SHARDS = "shard-*-of-*";

    static Path attempts(Path output) {
        return output.resolve(ATTEMPTS);
    }

    /// Publishes a try, unless one of its shard is published; false then, and this one is deleted. Of several at
    /// once one is. Blocks.
    public boolean publish(ShardResult result) throws IOException {
        if (!result.isComplete()) {
            throw new IllegalArgumentException(result.attempt() + " was stopped before its end; run the shard again");
        }
        Path attempt = attempts(output).resolve(result.attempt());
        Path published = output.resolve(result.shard().name());
        boolean isFirst = !Files.exists(published) && move(attempt, published);
        if (!isFirst) {
            Folders.tryDelete(attempt);
        }
        Disk.LOCAL.syncFolder(output);
        return isFirst;
    }

    /// A folder does not take the name of another that is not empty.
    private static boolean move(Path attempt, Path published) throws IOException {
        try {
            Files.move(attempt, published, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (FileSystemException e) {
            if (Files.exists(published)) {
                return false;
            }
            throw e;
        }
    }

    /// The shards of so many that are not published yet. Throws when the folder holds shards of another number:
    /// they would have other hosts. Blocks.
    public List<Shard> missing(int count) throws IOException {
        Set<String> published = published();
        List<Shard> all = IntStream.range(0, count)
                .mapToObj(number -> new Shard(number, count))
                .toList();
        Set<String> expected = all.stream().map(Shard::name).collect(Collectors.toSet());
        for (String name : published) {
            if (!expected.contains(name)) {
                throw new IOException(output + " holds " + name + ", which is none of " + count
                        + " shards; choose another folder, or as many shards as before");
            }
        }
        return all.stream().filter(shard -> !published.contains(shard.name())).toList();
    }

    private Set<String> published() throws IOException {
        if (!Files.exists(output)) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        try (var folders = Files.newDirectoryStream(output, SHARDS)) {
            folders.forEach(folder -> names.add(folder.getFileName().toString()));
        }
        return names;
    }

    /// Notes, once all of so many shards are published, that they are: by a file `_SUCCESS`. Tries that came to
    /// nothing are deleted. Throws when one is missing; again does nothing. Blocks.
    public void complete(int count) throws IOException {
        List<Shard> missing = missing(count);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(missing.size() + " of " + count + " shards are not published, "
                    + missing.getFirst().name() + " among them");
        }
        Folders.tryDelete(attempts(output));
        if (Files.notExists(output.resolve(SUCCESS))) {
            Files.createFile(output.resolve(SUCCESS));
        }
        Disk.LOCAL.syncFolder(output);
    }
}
