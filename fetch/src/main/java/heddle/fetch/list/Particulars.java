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

    /// As much as a line may bring along, about: bytes of the body, characters of all else.
    public static final long SIZE_MAX = 128 * 1024;

    /// Copies the list.
    public Particulars {
        cells = List.copyOf(cells);
    }

    /// These values, with a plain GET.
    public static Particulars of(List<Cell> cells) {
        return cells.isEmpty() ? NONE : new Particulars(Optional.empty(), cells);
    }

    /// How much they are, in bytes of the body and characters of all else.
    public long size() {
        long size = 0;
        for (Cell cell : cells) {
            size += cell.name().length() + cell.value().length();
        }
        return size + request.map(LineRequest::size).orElse(0L);
    }

    /// Whether there are none.
    public boolean areNone() {
        return request.isEmpty() && cells.isEmpty();
    }
}
