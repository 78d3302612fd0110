package heddle.cli.check;

/// Where a link stands.
///
/// @param source a file, a list, or the command line
/// @param line   of it, from 1; 0 when that is not known
public record Place(String source, long line) {
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
