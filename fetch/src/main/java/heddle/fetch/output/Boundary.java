package heddle.fetch.output;

import java.util.List;

/// A line between two outcomes, up to which a sink's files can be kept. The thread that asked for it calls [#sync],
/// then [#saved], each once, before it asks for the next.
public interface Boundary {
    /// One of a sink that has no files.
    Boundary NONE = new Boundary() {
        @Override
        public List<Mark> sync() {
            return List.of();
        }

        @Override
        public void saved() {}
    };

    /// Returns when all that lies before it would survive a loss of power, and says how far each file had got there;
    /// files that were complete, and named in marks that have been saved, may be left out. Blocks; outcomes may be
    /// accepted meanwhile.
    List<Mark> sync() throws OutputException;

    /// Notes that these marks have been saved, so that nothing before them is ever cut off again: files that were
    /// complete by then get their final names, soon.
    void saved() throws OutputException;
}
