package heddle.cli.progress;

import static heddle.cli.report.Figures.format;

import heddle.cli.report.Terminal;
import heddle.fetch.account.HostAccount;
import heddle.fetch.account.Tail;
import heddle.fetch.account.TimeText;

/// A moment in words: the pieces of which every view for people is made.
final class PlainText {
    private PlainText() {}

    /// All of it in a line.
    static String of(Moment moment) {
        String line = String.join(
                "  ",
                done(moment),
                rates(moment),
                failed(moment),
                retries(moment),
                inFlight(moment),
                hosts(moment),
                times(moment),
                bytes(moment),
                elapsed(moment));
        return line + "  " + eta(moment)
                + moment.lastAlone().map(tail -> ", by " + tail(tail)).orElse("");
    }

    static String done(Moment moment) {
        var now = moment.now();
        return format("%,d of %,d%s", now.counts().total(), now.urls(), now.isListRead() ? "" : "+");
    }

    static String rates(Moment moment) {
        return rate(moment.urlsPerSecond()) + " now, " + rate(moment.urlsPerSecondInTheMean()) + " mean";
    }

    private static String rate(double perSecond) {
        return format(perSecond < 10 ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    static String failed(Moment moment) {
        var counts = moment.now().counts();
        return counts.failed() == 0
                ? "0 failed"
                : format("%,d failed (%.1f %%)", counts.failed(), 100.0 * counts.failed() / counts.total());
    }

    static String retries(Moment moment) {
        return format("%,d %s", moment.now().retries(), moment.now().retries() == 1 ? "retry" : "retries");
    }

    static String inFlight(Moment moment) {
        return format("%,d in flight", moment.now().running());
    }

    static String hosts(Moment moment) {
        var hosts = moment.now().hosts();
        return format(
                "%,d %s, %,d ready, %,d parked",
                hosts.known(), hosts.known() == 1 ? "host" : "hosts", hosts.ready(), hosts.parked());
    }

    static String times(Moment moment) {
        var times = moment.now().times();
        return format("p50 %.3f s, p90 %.3f s, p99 %.3f s", times.p50(), times.p90(), times.p99());
    }

    static String bytes(Moment moment) {
        return format("%,.1f MB, %,.1f MB/s", moment.now().bytes() / 1e6, moment.bytesPerSecond() / 1e6);
    }

    static String elapsed(Moment moment) {
        return "after " + TimeText.of(moment.now().elapsed());
    }

    static String eta(Moment moment) {
        String least = moment.now().isListRead() ? "" : "over ";
        return "ETA " + moment.eta().map(time -> least + TimeText.of(time)).orElse("unknown");
    }

    /// Host names come from the list.
    static String tail(Tail tail) {
        return Terminal.printable(
                format("%s: %,d left, %s at its pace", tail.host(), tail.urls(), TimeText.of(tail.time())));
    }

    static String worst(HostAccount host) {
        return Terminal.printable(format("%s: %,d of %,d failed", host.host(), host.failed(), host.urls()));
    }
}
