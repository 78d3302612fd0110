package heddle.cli;

import heddle.fetch.job.JobFolder;
import heddle.fetch.output.OutputException;
import heddle.fetch.output.Sink;
import java.util.List;
import java.util.Locale;

/// What a fetch keeps: the words of `-f`.
enum FetchFormat {
    JSONL("results"),
    FILES("results"),
    NONE("summary");

    private final String kept;

    FetchFormat(String kept) {
        this.kept = kept;
    }

    /// Bodies in files come with the lines of results.jsonl; so the word that asks for most decides.
    static FetchFormat of(List<String> words) {
        boolean isFiles = false;
        boolean isJsonl = words.isEmpty();
        for (String word : words) {
            switch (word) {
                case "files" -> isFiles = true;
                case "jsonl" -> isJsonl = true;
                case "none" -> {}
                default -> throw new UsageException("-f must be jsonl, files or none, not '" + word + "'");
            }
        }
        return isFiles ? FILES : isJsonl ? JSONL : NONE;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The outputs of a job, cut to what is kept of them.
    Sink open(JobFolder job) throws OutputException {
        return switch (this) {
            case JSONL -> Sink.jsonl(job.path(), job.kept());
            case FILES -> Sink.files(job.path(), job.kept());
            case NONE -> Sink.none();
        };
    }

    /// What the user finds where.
    String keptIn(JobFolder job) {
        return kept + " in " + job.path();
    }
}
