package heddle.fetch.list;

import java.io.IOException;
import java.util.Optional;

/// A list of lines. The position of one is that of its first byte.
record LineList(ListSource source, LineFormat format) implements UrlList {
    @Override
    public UrlLines open() throws IOException {
        return new LineReader(source.name(), source.open(), format);
    }

    @Override
    public Optional<LinesAgain> again() {
        return source.file().map(path -> new FileAgain(path, format));
    }
}
