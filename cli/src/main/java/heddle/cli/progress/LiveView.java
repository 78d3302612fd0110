package heddle.cli.progress;

import heddle.cli.report.Paint;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.Tail;
import java.util.ArrayList;
import java.util.List;

/// A moment as it is drawn on a terminal of any size.
///
/// @param paint colours, or none
record LiveView(Paint paint) {
    private static final int BAR_MIN = 10;
    private static final int BAR_MAX = 40;
    private static final int WORST = 3;

    List<String> lines(Moment moment, WindowSize size) {
        var flow = new Flow(size.columns())
                .line(head(moment, size.columns()))
                .line(plain(PlainText.rates(moment), PlainText.bytes(moment), PlainText.elapsed(moment)))
                .line(plain(PlainText.inFlight(moment), PlainText.hosts(moment), PlainText.retries(moment)))
                .line(List.of(failures(moment), Piece.plain(PlainText.times(moment))));
        moment.tail().ifPresent(tail -> flow.line(List.of(tail(moment, tail))));
        flow.line(worst(moment));
        List<String> lines = flow.lines();
        return lines.subList(0, Math.min(lines.size(), Math.max(1, size.rows() - 1)));
    }

    private List<Piece> head(Moment moment, int columns) {
        var pieces = new ArrayList<Piece>();
        pieces.add(new Piece(PlainText.done(moment), paint::strong));
        var eta = new Piece(PlainText.eta(moment), paint::strong);
        if (moment.now().isListRead() && moment.now().urls() > 0) {
            int room = columns - pieces.getFirst().width() - eta.width() - 16;
            if (room >= BAR_MIN) {
                pieces.add(new Piece(bar(moment, Math.min(room, BAR_MAX)), paint::good));
            }
            pieces.add(Piece.plain(percent(moment)));
        }
        pieces.add(eta);
        return pieces;
    }

    private static String bar(Moment moment, int columns) {
        int full = (int) (columns * moment.now().counts().total() / moment.now().urls());
        return "[" + "#".repeat(full) + ".".repeat(columns - full) + "]";
    }

    /// Rounded down: 100 % is all of it.
    private static String percent(Moment moment) {
        return 100 * moment.now().counts().total() / moment.now().urls() + " %";
    }

    private Piece failures(Moment moment) {
        String words = PlainText.failed(moment);
        return moment.now().counts().failed() == 0 ? Piece.plain(words) : new Piece(words, paint::bad);
    }

    private Piece tail(Moment moment, Tail tail) {
        String words = "longest: " + PlainText.tail(tail);
        return moment.lastAlone().isPresent() ? new Piece(words, paint::strong) : new Piece(words, paint::faint);
    }

    private List<Piece> worst(Moment moment) {
        return moment.now().worst().stream()
                .filter(host -> host.failed() > 0)
                .limit(WORST)
                .map(this::worst)
                .toList();
    }

    private Piece worst(HostAccount host) {
        return new Piece(PlainText.worst(host), paint::bad);
    }

    private static List<Piece> plain(String... words) {
        var pieces = new ArrayList<Piece>();
        for (String each : words) {
            pieces.add(Piece.plain(each));
        }
        return pieces;
    }
}
