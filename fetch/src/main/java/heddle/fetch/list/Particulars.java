package heddle.fetch.list;

import java.util.List;
import java.util.Optional;

/// What a line of a list has beside its URL.
///
/// @param request how it is to be asked for, when not by a plain GET
/// @param cells   that are passed through to the outputs, in the order in which they were asked for; a column that
///                the line does not have is left out
public record Particulars(Optional<LineRequest> request, List<Cell> cells) {
    /// Nothing: what most lines have.
    public static final Particulars NONE = new Particulars(Optional.empty(), List.of());

    /// Copies the list.
    public Particulars {
        cells = List.copyOf(cells);
    }

    /// These values, with a plain GET.
    public static Particulars of(List<Cell> cells) {
        return cells.isEmpty() ? NONE : new Particulars(Optional.empty(), cells);
    }

    /// Whether there are none.
    public boolean areNone() {
        return request.isEmpty() && cells.isEmpty();
    }
}
