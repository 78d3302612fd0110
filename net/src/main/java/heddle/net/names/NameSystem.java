package heddle.net.names;

import heddle.async.loop.Loop;
import heddle.async.loop.LoopLocal;
import heddle.net.DnsOptions;
import java.net.InetAddress;
import java.util.List;

/// What a loop knows of names besides its options: a hosts file, a search list, and someone who answers the rest.
/// The machine's own, unless a simulation [binds][Loop#bind] another.
public interface NameSystem {
    LoopLocal<NameSystem> OF_LOOP = LoopLocal.of(MachineNames::new);

    /// That of `loop`.
    static NameSystem of(Loop loop) {
        return loop.local(OF_LOOP);
    }

    /// The addresses of `host` in the hosts file, IPv6 first; empty if it has none.
    List<InetAddress> hostsFile(String host);

    /// Which absolute names a relative one may stand for.
    SearchList searchList();

    /// Who answers what [#hostsFile] does not, asked on the I/O thread of `loop`.
    AnswerSource answers(Loop loop, DnsOptions options);
}
