package heddle.bench.interop;

/// What a trial has shown.
sealed interface Cell {
    /// How it stands in the table.
    String word();

    /// All was as it has to be.
    record Ok() implements Cell {
        @Override
        public String word() {
            return "ok";
        }
    }

    /// It was not.
    ///
    /// @param why in a line
    record Failed(String why) implements Cell {
        @Override
        public String word() {
            return "FAILED";
        }
    }

    /// The server has nothing to try it with.
    record NotOffered() implements Cell {
        @Override
        public String word() {
            return "-";
        }
    }
}
