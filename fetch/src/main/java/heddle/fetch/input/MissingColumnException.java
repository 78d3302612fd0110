package heddle.fetch.input;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// A list has no column of a name that was asked for.
public final class MissingColumnException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int TOLD = 20;

    private final String column;

    MissingColumnException(String list, String column, List<String> there) {
        super("%s has no column \"%s\"; it has %s%s; name the one with the URLs by --url-column"
                .formatted(
                        list,
                        column,
                        there.stream().limit(TOLD).collect(Collectors.joining(", ")),
                        there.size() > TOLD ? ", …" : ""));
        this.column = column;
    }

    /// The name.
    public String column() {
        return column;
    }
}
