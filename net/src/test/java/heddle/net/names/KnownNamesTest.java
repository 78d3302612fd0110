package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.loop.Loop;
import heddle.net.DnsOptions;
import heddle.net.IpFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Names that nobody is asked for: which of those who know them goes first.
class KnownNamesTest {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final InetAddress IN_FILE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress IN_FILE_TOO = InetAddress.ofLiteral("2001:db8::1");
    private static final InetAddress FIXED = InetAddress.ofLiteral("192.0.2.2");

    /// A machine whose hosts file has the same addresses for every name.
    private static final NameSystem MACHINE = new NameSystem() {
        @Override
        public List<InetAddress> hostsFile(String host) {
            return host.equals("absent.example") ? List.of() : List.of(IN_FILE_TOO, IN_FILE);
        }

        @Override
        public SearchList searchList() {
            throw new AssertionError("no name is searched for");
        }

        @Override
        public AnswerSource answers(Loop loop, DnsOptions options) {
            throw new AssertionError("nobody is asked");
        }
    };

    private static List<InetAddress> addresses(DnsOptions options, String host) {
        return new KnownNames(options).addresses(host, MACHINE);
    }

    @Test
    void the_hosts_file_answers_for_the_names_in_it_alone() {
        var options = DnsOptions.defaults();
        assertThat(addresses(options, "any.example")).containsExactly(IN_FILE_TOO, IN_FILE);
        assertThat(addresses(options, "absent.example")).isEmpty();
        assertThat(addresses(options.family(IpFamily.ONLY_IPV4), "any.example")).containsExactly(IN_FILE);
    }

    @Test
    void what_the_program_fixes_goes_before_the_hosts_file() {
        var options = DnsOptions.defaults().host("fixed.example", FIXED);
        assertThat(addresses(options, "fixed.example")).containsExactly(FIXED);
        assertThat(addresses(options, "any.example")).containsExactly(IN_FILE_TOO, IN_FILE);
    }

    @Test
    void an_address_and_localhost_are_what_they_are_whatever_the_hosts_file_says() {
        var options = DnsOptions.defaults();
        assertThat(addresses(options, "192.0.2.9")).containsExactly(InetAddress.ofLiteral("192.0.2.9"));
        assertThat(addresses(options, "localhost")).hasSize(2).allMatch(InetAddress::isLoopbackAddress);
        assertThat(addresses(options, "a.localhost")).hasSize(2).allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void a_resolver_of_the_programs_own_stands_in_the_place_of_the_hosts_file() {
        var options = DnsOptions.defaults().resolver(_ -> {
            throw new AssertionError("nobody is asked");
        });
        assertThat(addresses(options, "any.example")).isEmpty();
        assertThat(addresses(options, "localhost")).isNotEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void the_hosts_file_of_this_machine_is_read() throws Exception {
        var machine = new MachineNames();
        var listed = listed(Path.of("/etc/hosts"));
        assertThat(listed).isNotEmpty();
        listed.forEach((address, names) -> assertThat(names)
                .allSatisfy(name -> assertThat(machine.hostsFile(name.toLowerCase(Locale.ROOT)))
                        .contains(address)));
        assertThat(machine.hostsFile("in.no.hosts.file.example")).isEmpty();
    }

    /// The names by their addresses, but for addresses that have a zone.
    private static Map<InetAddress, List<String>> listed(Path file) throws IOException {
        var names = new HashMap<InetAddress, List<String>>();
        for (String line : Files.readAllLines(file)) {
            var words =
                    BLANKS.splitAsStream(line.replaceFirst("#.*", "").strip()).toList();
            if (words.size() > 1 && !words.getFirst().contains("%")) {
                names.computeIfAbsent(InetAddress.ofLiteral(words.getFirst()), _ -> new ArrayList<>())
                        .addAll(words.subList(1, words.size()));
            }
        }
        return names;
    }
}
