package heddle.cli;

import heddle.cli.words.Arguments;
import heddle.cli.words.UsageException;
import heddle.fetch.FetchOptions;
import heddle.fetch.options.HostKey;
import heddle.fetch.options.JobLimits;
import heddle.fetch.options.OptOut;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import heddle.fetch.options.RobotsUse;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/// How fast, how politely and how patiently `fetch` goes about its list, as options of the command line.
final class PaceFlags {
    private PaceFlags() {}

    static OptionSpec concurrency() {
        return Flags.count("How many URLs at a time (default 256).", "-j", "--max-concurrency");
    }

    static OptionSpec loops() {
        return Flags.count("Work by N loops, a thread each (default 1).", "--loops");
    }

    static OptionSpec rate() {
        return Flags.rate("Begin at most so many URLs in a time over all hosts: 500/s, 30/m.", "--rate");
    }

    static OptionSpec byteRate() {
        return Flags.size("Read at most so many bytes of bodies a second over all hosts: 500k, 2M.", "--limit-rate");
    }

    /// @param then what can be done after that
    static OptionSpec timeLimit(String then) {
        return Flags.duration("Stop after this time, with exit code 15; " + then + ".", "--time-limit");
    }

    static OptionSpec sizeLimit() {
        return Flags.size(
                "Stop after so many bytes of bodies, with exit code 14; the same command goes on.", "--size-limit");
    }

    static OptionSpec[] manners() {
        return new OptionSpec[] {
            Flags.count(
                    "How many at a time from one host (default 8; no limit for this machine).", "--host-concurrency"),
            Flags.durationOrNone(
                    "Time between two starts at one host (default 50ms; none for this machine).", "--host-interval"),
            Flags.text("KEY", "What one host is: host (default; with its port), domain or ip.", "--host-key"),
            Flags.text("USE", "robots.txt: obey (default, but for this machine) or ignore.", "--robots"),
            Flags.text("USE", "X-Robots-Tag: obey, or ignore (default).", "--x-robots-tag"),
        };
    }

    static OptionSpec[] retries() {
        return new OptionSpec[] {
            Flags.countOrNone("How often a URL is tried again (default 3; 0 for this machine).", "--retry"),
            Flags.text(
                    "WHAT,...",
                    "Try again after these: transient (default), kinds of failures, statuses, 5xx.",
                    "--retry-on"),
            Flags.duration("The most to wait before the second try; doubles with each (default 1).", "--retry-delay"),
            Flags.duration("Try a URL no longer than this (default 10m).", "--retry-max-time"),
            Flags.duration("Give a host up after this time.", "--host-budget"),
        };
    }

    static FetchOptions apply(Arguments arguments, FetchOptions options) {
        var concurrency = arguments.count("-j");
        var some = concurrency.isPresent() ? options.concurrency(concurrency.getAsInt()) : options;
        var loops = arguments.count("--loops");
        some = loops.isPresent() ? some.loops(loops.getAsInt()) : some;
        return some.politeness(manners -> manners(arguments, manners))
                .retries(retries -> retries(arguments, retries))
                .limits(limits -> limits(arguments, limits));
    }

    private static Politeness manners(Arguments arguments, Politeness defaults) {
        var manners = defaults.hostKey(Flags.choice(arguments, "--host-key", HostKey.HOST))
                .optOut(Flags.choice(arguments, "--x-robots-tag", OptOut.IGNORE));
        if (arguments.has("--robots")) {
            manners = manners.robots(Flags.choice(arguments, "--robots", RobotsUse.OBEY));
        }
        var concurrency = arguments.count("--host-concurrency");
        manners = concurrency.isPresent() ? manners.hostConcurrency(concurrency.getAsInt()) : manners;
        var interval = arguments.duration("--host-interval");
        return interval.isPresent() ? manners.hostInterval(interval.get()) : manners;
    }

    private static Retries retries(Arguments arguments, Retries defaults) {
        var retries = arguments.has("--retry") ? defaults.times(arguments.number("--retry")) : defaults;
        if (arguments.has("--retry-on")) {
            retries = on(arguments.text("--retry-on").orElseThrow(), retries);
        }
        var delay = arguments.duration("--retry-delay");
        retries = delay.isPresent() ? retries.delay(delay.get()) : retries;
        var span = arguments.duration("--retry-max-time");
        retries = span.isPresent() ? retries.span(span.get()) : retries;
        var hostTime = arguments.duration("--host-budget");
        return hostTime.isPresent() ? retries.hostTime(hostTime.get()) : retries;
    }

    private static Retries on(String words, Retries retries) {
        try {
            return retries.on(Set.copyOf(List.of(words.split(",", -1))));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--retry-on: " + e.getMessage());
        }
    }

    private static JobLimits limits(Arguments arguments, JobLimits none) {
        var rate = arguments.rate("--rate");
        var limits = rate.isPresent() ? none.urlsPerSecond(rate.get()) : none;
        var bytes = arguments.size("--limit-rate");
        limits = bytes.isPresent() ? limits.bytesPerSecond(bytes.get()) : limits;
        var size = arguments.size("--size-limit");
        if (size.isPresent() && size.get() < 1) {
            throw new UsageException("--size-limit must be at least 1");
        }
        limits = size.isPresent() ? limits.bytes(size.get()) : limits;
        var time = arguments.duration("--time-limit");
        return time.isPresent() ? limits.time(time.get()) : limits;
    }
}
