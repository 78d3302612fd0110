package heddle.cli;

import heddle.cli.input.InputFile;
import heddle.cli.words.Arguments;
import heddle.cli.words.UsageException;
import heddle.fetch.FetchOptions;
import heddle.fetch.input.DistinctList;
import heddle.fetch.input.Input;
import heddle.fetch.input.InputOptions;
import heddle.fetch.input.MissingColumnException;
import heddle.fetch.job.Fact;
import heddle.fetch.job.JobFolder;
import heddle.fetch.list.Columns;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlList;
import heddle.fetch.sitemap.SitemapLimits;
import heddle.fetch.sitemap.walk.Sitemaps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// What a fetch is to fetch, as the command line has it, and what makes it another job.
///
/// How fast and how patiently (`-j`, `-m`, `--loops` and so on) may change between the runs of a job.
///
/// @param asking how sitemaps are asked for
record FetchInput(Arguments arguments, List<InputFile> files, InputOptions options, FetchOptions asking) {
    static FetchInput of(Arguments arguments, FetchOptions asking) throws IOException {
        if (arguments.words().isEmpty() && !arguments.has("-i") && !arguments.has("--sitemap")) {
            throw new UsageException("nothing to fetch: name URLs, a list by -i, or a --sitemap");
        }
        var input = new FetchInput(arguments, InputFlags.files(arguments), InputFlags.options(arguments), asking);
        input.check();
        return input;
    }

    /// A list that is none is told before any output is touched; so is what a job would then be tied to.
    private void check() throws IOException {
        for (InputFile file : files) {
            if (!file.isStream()) {
                try (var list = list(file.source())) {
                    list.open().close();
                } catch (MissingColumnException e) {
                    throw new UsageException(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private UrlList list(ListSource source) {
        return Input.of(source, options);
    }

    /// Whether some of it is found out by asking.
    boolean hasSitemaps() {
        return arguments.has("--sitemap");
    }

    /// The list as far as it can be read without asking anybody.
    UrlList unasked() {
        return distinct(named(source -> source));
    }

    /// The list for a run that leaves nothing behind.
    UrlList list() {
        return joined(source -> source, source -> source);
    }

    /// The list for a job. Streams are kept in its folder.
    UrlList list(JobFolder job) {
        return joined(job::spooled, job::spooledOnce);
    }

    private UrlList joined(UnaryOperator<ListSource> keeping, UnaryOperator<ListSource> keepingOnce) {
        var lists = named(keeping);
        if (arguments.has("--sitemap")) {
            var pages = Sitemaps.source(
                    arguments.all("--sitemap"), asking.session(), asking.politeness(), SitemapLimits.defaults());
            lists.add(UrlList.objects(
                    keepingOnce.apply(pages), Columns.URL.kept(options.columns().kept())));
        }
        return distinct(lists);
    }

    private UrlList distinct(List<UrlList> lists) {
        var all = UrlList.concat(lists);
        return arguments.has("--dedupe") ? DistinctList.of(all) : all;
    }

    private List<UrlList> named(UnaryOperator<ListSource> keeping) {
        var lists = new ArrayList<UrlList>();
        if (!arguments.words().isEmpty()) {
            lists.add(UrlList.of(arguments.words()));
        }
        for (InputFile file : files) {
            lists.add(list(file.isStream() ? keeping.apply(file.source()) : file.source()));
        }
        return lists;
    }

    /// What must be the same for a job to go on.
    List<Fact> facts(List<Fact> outputs) throws IOException {
        var headers = new ArrayList<>(arguments.all("-H"));
        arguments.text("-A").ifPresent(agent -> headers.add("User-Agent: " + agent));
        arguments.text("-b").ifPresent(cookies -> headers.add("Cookie: " + cookies));
        arguments.text("-u").ifPresent(login -> headers.add("Authorization: " + login));
        arguments.text("--oauth2-bearer").ifPresent(token -> headers.add("Authorization: Bearer " + token));
        var facts = new ArrayList<>(outputs);
        facts.addAll(List.of(
                Fact.option(
                        "--max-filesize",
                        arguments
                                .size("--max-filesize")
                                .map(size -> size + " bytes")
                                .orElse("none")),
                Fact.option(
                        "--no-location or --max-redirs",
                        RequestFlags.redirectsMax(arguments)
                                .map(redirects -> redirects + " at most")
                                .orElse("not given")),
                Fact.hidden("-H, -A, -b or -u", headers),
                Fact.list("set of URLs as words", arguments.words())));
        facts.addAll(ContentFlags.facts(arguments));
        facts.addAll(InputFlags.facts(arguments));
        facts.addAll(listFacts());
        return facts;
    }

    private List<Fact> listFacts() throws IOException {
        var facts = new ArrayList<Fact>();
        facts.add(Fact.option("number of lists", Integer.toString(files.size())));
        for (InputFile file : files) {
            facts.add(file.fact(facts.size() == 1 ? "list" : "list, number " + facts.size()));
        }
        return facts;
    }
}
