package heddle.async.inspect;

import heddle.async.view.LoopStatistics;
import java.util.List;
import java.util.Optional;

/// Statistics as JSON.
final class StatisticsJson {
    private StatisticsJson() {}

    static String of(List<LoopStatistics> statistics) {
        var json = new Json();
        json.array(statistics, loop -> add(json, loop));
        return json.toString();
    }

    static void add(Json json, LoopStatistics loop) {
        json.object(() -> {
            json.name("name").value(loop.name());
            json.name("ageNanos").value(Optional.of(loop.age()));
            json.name("isOpened").value(loop.isOpened());
            json.name("tasksAlive").value(loop.tasks().alive());
            json.name("tasksStarted").value(loop.tasks().started());
            json.name("coroutineTurns").value(loop.turns().coroutine());
            json.name("ioTurns").value(loop.turns().io());
            json.name("longestStretchNanos").value(Optional.of(loop.turns().longestStretch()));
            json.name("longestHeldNanos").value(Optional.of(loop.turns().longestHeld()));
            json.name("readyLocal").value(loop.ready().local());
            json.name("readyForeign").value(loop.ready().foreign());
            json.name("timers").value(loop.ready().timers());
            json.name("sleeps").value(loop.wakeUps().sleeps());
            json.name("foreignWakeUps").value(loop.wakeUps().foreign());
        });
    }
}
