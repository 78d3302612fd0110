package heddle.fuzz;

import heddle.fetch.input.Input;
import heddle.fetch.input.InputFormat;
import heddle.fetch.input.InputOptions;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.LineRequest;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.Listed;
import heddle.fetch.list.Particulars;
import heddle.fetch.list.UrlList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Lists of URLs: the first byte says in which form, if any is said; the rest is the list.
///
/// A list is lines to its end, or an [IOException] says why not. Lines are in order, and what one brings along keeps
/// within its limit and has a column once. They are the same wherever the bytes are cut.
public final class ListTarget {
    private static final Columns COLUMNS = Columns.URL.kept(List.of("id", "headers"));
    private static final List<Optional<InputFormat>> FORMATS = List.of(
            Optional.empty(),
            Optional.of(InputFormat.TEXT),
            Optional.of(InputFormat.JSONL),
            Optional.of(InputFormat.CSV),
            Optional.of(InputFormat.TSV),
            Optional.of(InputFormat.SITEMAP));

    private ListTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        var options = new InputOptions(FORMATS.get((input[0] & 0xFF) % FORMATS.size()), COLUMNS);
        byte[] list = Arrays.copyOfRange(input, 1, input.length);
        List<String> whole = lines(List.of(list), options);
        BrokenClaim.unlessEqual(lines(Cuts.drawn(list), options), whole, "cuts do not change lines");
    }

    private static List<String> lines(List<byte[]> pieces, InputOptions options) {
        var bytes = new SequenceInputStream(Collections.enumeration(
                pieces.stream().<InputStream>map(ByteArrayInputStream::new).toList()));
        var lines = new ArrayList<String>();
        try (UrlList list = Input.of(ListSource.stream("the list", bytes), options);
                var open = list.open()) {
            long last = 0;
            for (var line = open.next(); line.isPresent(); line = open.next()) {
                BrokenClaim.unless(line.get().number() > last, "lines are in order: %s after %s", line.get(), last);
                last = line.get().number();
                lines.add(text(line.get()));
            }
        } catch (IOException refused) {
            lines.add("refused");
        }
        return lines;
    }

    private static String text(ListLine line) {
        return switch (line) {
            case ListLine.Entry entry -> entry.number() + " " + text(entry.listed());
            case ListLine.Duplicate duplicate -> "duplicate " + duplicate.number();
            case ListLine.Bad bad -> bad.toString();
        };
    }

    private static String text(Listed listed) {
        Particulars particulars = listed.particulars();
        List<String> names = particulars.cells().stream().map(Cell::name).toList();
        BrokenClaim.unless(names.stream().distinct().count() == names.size(), "a line has a column once: %s", listed);
        BrokenClaim.unless(particulars.size() <= Particulars.SIZE_MAX, "a line keeps within its limit");
        BrokenClaim.unless(!listed.url().isEmpty(), "a line has a URL");
        return listed.url() + " " + particulars.cells()
                + particulars.request().map(ListTarget::text).orElse("");
    }

    private static String text(LineRequest request) {
        return " " + request.method() + " " + request.headers() + Arrays.toString(request.body());
    }
}
