package heddle.client.scarce;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.http.HttpException;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A program that uses up its files, asks for a URL, gives the files back, and asks again. It prints what became of
/// each request.
final class FewFiles {
    private FewFiles() {}

    /// `arguments` are the URL of a server that closes after each response, and one where nobody listens.
    public static void main(String[] arguments) throws IOException {
        Async.run(() -> {
            try (var session = ClientSession.open()) {
                report(session, arguments[0]);
                report(session, arguments[1]); // so that all is loaded that speaks of failures
                List<FileInputStream> files = useUpFiles();
                report(session, arguments[0]);
                report(session, arguments[0]);
                for (FileInputStream file : files) {
                    file.close();
                }
                report(session, arguments[0]);
                IO.println(session.statistics());
            }
        });
    }

    /// Asks, and prints what became of it.
    static void report(ClientSession session, String url) {
        try {
            IO.println("ok " + session.get(url).text());
        } catch (HttpException failure) {
            IO.println(failure.kind() + " " + failure.phase() + " " + failure.getMessage());
        }
    }

    private static List<FileInputStream> useUpFiles() {
        var files = new ArrayList<FileInputStream>();
        try {
            while (true) {
                files.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException full) {
            return files;
        }
    }
}
