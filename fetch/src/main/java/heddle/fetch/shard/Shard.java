package heddle.fetch.shard;

import heddle.fetch.exchange.HostKeys;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.HostKey;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.io.Serializable;

/// Some hosts of a list, with all their URLs: those whose hash falls to one number of so many. A host is in one
/// shard whole, so that whoever runs that can be polite to it without asking anybody.
///
/// @param number from 0
/// @param count  of the shards that a list is split into
public record Shard(int number, int count) implements Serializable {
    private static final long serialVersionUID = 1L;

    /// All hosts.
    public static final Shard WHOLE = new Shard(0, 1);

    /// Checks that there is such a one.
    public Shard {
        if (count < 1 || number < 0 || number >= count) {
            throw new IllegalArgumentException("there is no shard " + number + " of " + count + "; they count from 0");
        }
    }

    /// The number of the shard that a URL is in, on every machine and by every build the same: what an engine
    /// splits its rows by. What is no URL is in one, too.
    ///
    /// @param url as it stands in the list
    /// @param by  what its URLs are counted together by
    public static int numberOf(String url, HostKey by, int count) {
        return (int) Math.floorMod(mixed(hostOf(url, by).hashCode()), (long) count);
    }

    private static String hostOf(String url, HostKey by) {
        try {
            return HostKeys.key(Url.parse(url), by);
        } catch (UrlParseException e) {
            return url.strip();
        }
    }

    /// Loops take hosts by the same hash mixed otherwise: of one shard, too, each loop has its share. (SplitMix64,
    /// Steele et al., 2014.)
    private static long mixed(long hash) {
        long z = hash + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /// Whether a URL is in this shard.
    public boolean has(String url, HostKey by) {
        return numberOf(url, by, count) == number;
    }

    /// The lines of a list that are in this shard. The whole list is read for it: where something else can split
    /// it by [#numberOf], that is cheaper.
    public UrlList of(UrlList list, HostKey by) {
        return count == 1 ? list : new ShardList(this, list, by);
    }

    /// What its outputs are called.
    public String name() {
        return "shard-%05d-of-%05d".formatted(number, count);
    }
}
