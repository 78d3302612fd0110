package heddle.fetch.output.parquet;

/// What a file says of a column.
sealed interface Heading permits Column, KeptColumn {
    /// Its name.
    String word();

    Column.Type type();
}
