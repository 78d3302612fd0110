package heddle.cli;

import heddle.fetch.list.UrlList;
import java.nio.file.Path;

/// What `-i` names: a file, or standard input as `-`.
final class InputFile {
    private InputFile() {}

    static UrlList of(Path file) {
        return file.toString().equals("-") ? UrlList.stream("standard input", System.in) : UrlList.file(file);
    }
}
