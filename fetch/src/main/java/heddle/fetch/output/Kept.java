package heddle.fetch.output;

import java.util.List;
import java.util.function.LongPredicate;

/// What of a folder's outputs is to be kept when they are opened again; everything else in them is cut off.
///
/// @param marks  how long each file is to be; a file without one is emptied
/// @param isDone whether the outcome of the URL with this ordinal is in the part that is kept
public record Kept(List<Mark> marks, LongPredicate isDone) {
    /// Nothing is kept: the outputs start empty.
    public static final Kept NOTHING = new Kept(List.of(), _ -> false);

    /// Copies the list.
    public Kept {
        marks = List.copyOf(marks);
    }

    /// How long this file is to be.
    public long bytesOf(String file) {
        for (Mark mark : marks) {
            if (mark.file().equals(file)) {
                return mark.bytes();
            }
        }
        return 0;
    }
}
