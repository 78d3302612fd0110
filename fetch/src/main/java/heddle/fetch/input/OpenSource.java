package heddle.fetch.input;

import heddle.fetch.list.ListSource;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// A source whose bytes have been opened, and looked at, and decompressed.
///
/// @param open the bytes, from the first; with marks
/// @param file that has the same bytes
record OpenSource(String name, InputStream open, Optional<Path> file) implements ListSource {}
