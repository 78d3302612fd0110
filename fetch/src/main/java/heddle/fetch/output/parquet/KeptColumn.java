package heddle.fetch.output.parquet;

import heddle.fetch.output.line.CellNames;

/// A column that is passed through from the list: as text, whatever it was there.
///
/// @param column its name in the list
record KeptColumn(String column) implements Heading {
    @Override
    public String word() {
        return CellNames.of(column);
    }

    @Override
    public Column.Type type() {
        return Column.Type.TEXT;
    }
}
