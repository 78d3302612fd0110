package heddle.bench.interop;

import heddle.async.Async;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// Tries Heddle's client on the servers of others, and prints a table: `Interop FOLDER ROW...`, a row as [Peer#parse]
/// has it. Ends with 1 when something failed. The script `bench/scripts/interop.sh` starts the servers.
public final class Interop {
    private Interop() {}

    /// See the type.
    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        var table = new Table();
        Async.run(() -> {
            for (int i = 1; i < arguments.length; i++) {
                Peer peer = Peer.parse(arguments[i]);
                table.add(peer, tried(peer, folder));
            }
        });
        System.out.print(table.summary());
        System.exit(table.failures() == 0 ? 0 : 1);
    }

    private static Map<Trial, Cell> tried(Peer peer, Path folder) {
        var cells = new EnumMap<Trial, Cell>(Trial.class);
        for (Trial trial : Trial.values()) {
            String path = peer.paths().get(trial);
            cells.put(trial, path == null ? new Cell.NotOffered() : cell(trial, new Visit(peer, path, folder)));
        }
        return cells;
    }

    private static Cell cell(Trial trial, Visit visit) {
        try {
            trial.run(visit);
            return new Cell.Ok();
        } catch (Complaint wrong) {
            return new Cell.Failed(String.valueOf(wrong.getMessage()));
        } catch (Exception failure) {
            return new Cell.Failed(failure.toString());
        }
    }
}
