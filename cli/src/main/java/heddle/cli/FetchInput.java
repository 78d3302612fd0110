package heddle.cli;

import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.UrlList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a fetch is to fetch, as the command line has it, and what makes it another job.
///
/// How fast and how patiently (`-j`, `-m`, `--loops` and so on) may change between the runs of a job.
record FetchInput(Arguments arguments, Optional<InputFile> file) {
    static FetchInput of(Arguments arguments) throws IOException {
        if (arguments.words().isEmpty() && !arguments.has("-i")) {
            throw new UsageException("nothing to fetch: name URLs, or a list by -i");
        }
        Optional<InputFile> file = arguments.has("-i")
                ? Optional.of(InputFile.of(arguments.path("-i").orElseThrow()))
                : Optional.empty();
        return new FetchInput(arguments, file);
    }

    /// The list for a run that leaves nothing behind.
    UrlList list() {
        return joined(file.map(InputFile::list));
    }

    /// The list for a job. A stream is kept in its folder.
    UrlList list(JobFolder job) {
        return joined(file.map(input -> input.isStream() ? job.spooled(input.name(), input.stream()) : input.list()));
    }

    private UrlList joined(Optional<UrlList> fromFile) {
        var lists = new ArrayList<UrlList>();
        if (!arguments.words().isEmpty()) {
            lists.add(UrlList.of(arguments.words()));
        }
        fromFile.ifPresent(lists::add);
        return UrlList.concat(lists);
    }

    /// What must be the same for a job to go on.
    List<Fact> facts(List<Fact> outputs) throws IOException {
        var headers = new ArrayList<>(arguments.all("-H"));
        arguments.text("-A").ifPresent(agent -> headers.add("User-Agent: " + agent));
        arguments.text("-b").ifPresent(cookies -> headers.add("Cookie: " + cookies));
        var facts = new ArrayList<>(outputs);
        facts.addAll(List.of(
                Fact.option(
                        "--max-filesize",
                        arguments
                                .size("--max-filesize")
                                .map(size -> size + " bytes")
                                .orElse("none")),
                Fact.option("--no-location", arguments.has("--no-location") ? "given" : "not given"),
                Fact.hidden("-H, -A or -b", headers),
                Fact.list("set of URLs as words", arguments.words())));
        facts.add(file.isEmpty() ? Fact.option("list", "none") : file.get().fact("list"));
        return facts;
    }
}
