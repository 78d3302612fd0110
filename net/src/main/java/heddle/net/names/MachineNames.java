package heddle.net.names;

import heddle.async.loop.Loop;
import heddle.net.DnsOptions;
import io.netty.channel.socket.SocketChannel;
import io.netty.resolver.HostsFileEntriesProvider;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The names of this machine: `/etc/hosts`, `/etc/resolv.conf`, and its name servers.
final class MachineNames implements NameSystem {
    @Override
    public List<InetAddress> hostsFile(String host) {
        return HostsFile.addresses(host);
    }

    @Override
    public SearchList searchList() {
        return SearchList.system();
    }

    @Override
    public AnswerSource answers(Loop loop, DnsOptions options) {
        var transport = loop.transport();
        return new NameServers(
                loop.netty(),
                transport.datagramChannel(),
                () -> (SocketChannel) transport.socketChannel().newChannel(),
                options);
    }

    /// The system's hosts file, read once, when the first name is looked up.
    private static final class HostsFile {

        private static final HostsFileEntriesProvider ENTRIES =
                HostsFileEntriesProvider.parser().parseSilently();

        private HostsFile() {}

        static List<InetAddress> addresses(String host) {
            var all = new ArrayList<InetAddress>();
            all.addAll(of(ENTRIES.ipv6Entries(), host));
            all.addAll(of(ENTRIES.ipv4Entries(), host));
            return all;
        }

        private static List<InetAddress> of(Map<String, List<InetAddress>> entries, String host) {
            return entries.getOrDefault(host, List.of());
        }
    }
}
