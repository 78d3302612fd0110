package heddle.fetch.input;

import heddle.fetch.list.CopiedList;
import heddle.fetch.list.LinesAgain;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A list of any format, compressed or not. What it is, is found when it is opened: by its first bytes, for CSV and
/// TSV by the names in its first line, then by its name.
///
/// Lines of a file that is not compressed are read again from where they stand. Anything else is copied while it is
/// read, to a temporary file, if it [may be read again][#again] at all.
public final class Input implements UrlList {
    private final ListSource source;
    private final InputOptions options;
    private boolean isReadAgain;
    private volatile @Nullable UrlList opened;

    private Input(ListSource source, InputOptions options) {
        this.source = source;
        this.options = options;
    }

    /// The list of a source.
    public static UrlList of(ListSource source, InputOptions options) {
        return new Input(source, options);
    }

    /// The list of a file, whatever it is.
    public static UrlList file(Path path) {
        return of(ListSource.file(path), InputOptions.defaults());
    }

    @Override
    public UrlLines open() throws IOException {
        UrlList list = Detection.list(source, options);
        if (isReadAgain && list.again().isEmpty()) {
            list = CopiedList.of(list);
        }
        opened = list;
        return list.open();
    }

    @Override
    public Optional<LinesAgain> again() {
        isReadAgain = true;
        return Optional.of(new Again());
    }

    @Override
    public void close() throws IOException {
        UrlList list = opened;
        if (list != null) {
            list.close();
        }
    }

    /// How it can be read again is known when it is wanted.
    private final class Again implements LinesAgain {
        private @Nullable LinesAgain lines;

        @Override
        public UrlLines from(long position, long bytes) throws IOException {
            LinesAgain known = lines;
            if (known == null) {
                known = Objects.requireNonNull(opened, "the list has not been opened")
                        .again()
                        .orElseThrow();
                lines = known;
            }
            return known.from(position, bytes);
        }

        @Override
        public void close() throws IOException {
            if (lines != null) {
                lines.close();
            }
        }
    }
}
