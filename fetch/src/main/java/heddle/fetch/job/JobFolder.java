package heddle.fetch.job;

import heddle.fetch.account.HostLines;
import heddle.fetch.account.HostTable;
import heddle.fetch.job.Spool.Whole;
import heddle.fetch.list.ListSource;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Mark;
import heddle.fetch.output.OutputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder with the outputs of one job and its memory of what is done, claimed for this process until it is closed.
///
/// Opened for the same job again, whatever ended the process before, it gives what is [#kept]; a sink that is opened
/// with that, and a [heddle.fetch.Fetcher] that is given the folder, go on with what is not done. Not for more than
/// one job at a time.
public final class JobFolder implements Closeable {
    private static final String HOSTS = "hosts.jsonl";
    private static final List<String> OUTPUTS =
            List.of("results.jsonl", "results.jsonl.gz", "results.jsonl.zst", "failed.jsonl", HOSTS, "summary.json");
    private static final List<String> MEMORY = List.of("job.db", "job.db-wal", "job.db-shm");

    /// What copies of lists that are streams are called.
    private static final Pattern COPY = Pattern.compile("list(-[0-9]+)?\\.txt|list\\.jsonl");

    private final Path path;
    private final FolderLock lock;
    private final JobStore store;
    private final SavedJob saved;
    private final DoneOrdinals done;
    private final List<Spool> spools = new ArrayList<>();

    private JobFolder(Path path, FolderLock lock, JobStore store, SavedJob saved) {
        this.path = path;
        this.lock = lock;
        this.store = store;
        this.saved = saved;
        done = DoneOrdinals.of(saved.chunks());
    }

    /// What to do with a job that the folder holds already.
    public enum Start {
        /// Go on with it, if it is the same.
        RESUME,
        /// Forget it.
        FRESH
    }

    /// Opens a folder, and makes it when it is missing. Throws an [OtherJobException] when it holds another job, or
    /// results of none, and an [OutputException] when another process is at work in it. Blocks.
    ///
    /// @param facts what makes the job the job it is; names must differ
    public static JobFolder open(Path path, List<Fact> facts, Start start) throws IOException {
        return open(path, facts, start, InstantSource.system());
    }

    /// As [#open(Path, List, Start)], with another clock on the wall.
    static JobFolder open(Path path, List<Fact> facts, Start start, InstantSource clock) throws IOException {
        makeFolder(path);
        FolderLock lock = FolderLock.claim(path);
        try {
            if (start == Start.FRESH) {
                forget(path);
            }
            return open(path, facts, lock, clock);
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static JobFolder open(Path path, List<Fact> facts, FolderLock lock, InstantSource clock)
            throws IOException {
        Path file = path.resolve(JobStore.NAME);
        refuseForeign(path, file);
        JobStore store = JobStore.open(file, clock);
        try {
            SavedJob saved = store.load().orElse(null);
            if (saved == null) {
                store.begin(facts);
                saved = SavedJob.begun(facts);
            }
            refuseOther(path, saved.facts(), facts);
            return new JobFolder(path, lock, store, saved);
        } catch (IOException | RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    private static void makeFolder(Path path) throws OutputException {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    /// The memory goes first: outputs without it are refused, never mistaken. Bodies are left to the sink, which
    /// knows which are its own.
    private static void forget(Path path) throws OutputException {
        for (String name : MEMORY) {
            delete(path.resolve(name));
        }
        for (String name : OUTPUTS) {
            delete(path.resolve(name));
        }
        for (Path copy : copies(path)) {
            delete(copy);
        }
    }

    private static List<Path> copies(Path path) throws OutputException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(
                            file -> COPY.matcher(file.getFileName().toString()).matches())
                    .toList();
        } catch (IOException e) {
            throw new OutputException(path, e);
        }
    }

    private static void delete(Path file) throws OutputException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    private static void refuseForeign(Path path, Path store) throws OtherJobException {
        if (Files.exists(store)) {
            return;
        }
        for (String name : OUTPUTS) {
            if (Files.exists(path.resolve(name))) {
                throw new OtherJobException(path, "holds " + name + " without the job.db that tells what is in it");
            }
        }
    }

    private static void refuseOther(Path path, List<Fact> saved, List<Fact> asked) throws OtherJobException {
        Map<String, Fact> before = saved.stream().collect(Collectors.toMap(Fact::name, Function.identity()));
        for (Fact now : asked) {
            Fact then = before.get(now.name());
            if (then == null || !then.key().equals(now.key())) {
                throw new OtherJobException(path, "holds a job with another " + now.name() + difference(then, now));
            }
        }
    }

    private static String difference(@Nullable Fact then, Fact now) {
        return then == null || then.shown().equals(now.shown())
                ? ""
                : " (" + then.shown() + ", not " + now.shown() + ")";
    }

    /// The names of the files for others that a job may have right in its folder, the summary last.
    public static List<String> files() {
        return OUTPUTS;
    }

    /// Where it is.
    public Path path() {
        return path;
    }

    /// Whether everything is done: there is nothing to go on with.
    public boolean isFinished() {
        return saved.isFinished();
    }

    /// Whether earlier runs have done something.
    public boolean isBegun() {
        return !saved.chunks().isEmpty();
    }

    /// What the outputs are to be cut to before they go on.
    public Kept kept() {
        return new Kept(saved.marks(), done::contains);
    }

    /// What earlier runs have counted and spent.
    public Totals totals() {
        return saved.totals();
    }

    /// Which hosts are to be left alone, by name, as it was when the folder was opened.
    Map<String, Respite> respites() {
        return saved.respites().stream().collect(Collectors.toMap(Respite::host, Function.identity()));
    }

    /// The hosts of all runs in short, as they were last saved. Blocks; not while a job is at work here.
    public HostTable hosts() throws OutputException {
        return store.hosts(HostTable.WORST);
    }

    /// Writes `hosts.jsonl`: the account of each host, the worst first, as they were last saved. Takes little memory,
    /// however many there are. Blocks; not while a job is at work here.
    public void writeHosts() throws OutputException {
        try (HostLines lines = HostLines.open(path.resolve(HOSTS))) {
            store.eachHost(lines::add);
            lines.keep();
        }
    }

    /// A list that comes as a stream, written to `list.txt` here while it is read, so that the job can be resumed
    /// without the stream; further ones to `list-2.txt` and so on, in the order of these calls. Each is opened when
    /// it is needed.
    public ListSource spooled(ListSource stream) {
        long before = spools.stream().filter(spool -> !spool.isOnce()).count();
        return spool(before == 0 ? "list.txt" : "list-" + (before + 1) + ".txt", stream, Whole.COMPARED);
    }

    /// A list of JSON objects that is found out at some cost, and may change: written to `list.jsonl` here, and not
    /// asked for again once it was read whole. Once for each folder.
    public ListSource spooledOnce(ListSource objects) {
        return spool("list.jsonl", objects, Whole.LEFT);
    }

    private ListSource spool(String file, ListSource stream, Whole whole) {
        Spool spool = new Spool(path, file, stream, whole, saved);
        spools.add(spool);
        return spool;
    }

    DoneOrdinals done() {
        return done;
    }

    /// Whether the list has been read to its end.
    public boolean isListRead() {
        return saved.isListRead();
    }

    /// How far the copies of the lists have got, if there are any.
    List<Mark> marks() {
        return spools.stream().map(Spool::mark).toList();
    }

    /// Makes durable what those marks tell of.
    void sync() throws OutputException {
        for (Spool spool : spools) {
            spool.sync();
        }
    }

    void save(Checkpoint checkpoint) throws OutputException {
        store.save(checkpoint);
    }

    /// Notes that nothing is left to do.
    void complete() throws OutputException {
        store.complete();
    }

    /// Gives the folder to whoever wants it next. Nothing is saved here.
    @Override
    public void close() throws IOException {
        try (lock) {
            store.close();
        }
    }
}
