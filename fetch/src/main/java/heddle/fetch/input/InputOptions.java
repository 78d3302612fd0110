package heddle.fetch.input;

import heddle.fetch.list.Columns;
import java.util.Optional;

/// How a list is read.
///
/// @param format  that it has; found by its first bytes and its name unless it is given
/// @param columns that are wanted of it
public record InputOptions(Optional<InputFormat> format, Columns columns) {
    /// Any format, with the URL in the column `url`.
    public static InputOptions defaults() {
        return new InputOptions(Optional.empty(), Columns.URL);
    }

    /// In this format, whatever it looks like.
    public InputOptions format(InputFormat given) {
        return new InputOptions(Optional.of(given), columns);
    }

    /// With these columns.
    public InputOptions columns(Columns wanted) {
        return new InputOptions(format, wanted);
    }
}
