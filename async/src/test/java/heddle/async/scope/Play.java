package heddle.async.scope;

import heddle.async.task.Action;

/// One public operation at work: `act` uses it, is cancelled, and ends by itself if it is not; `help` is a task
/// beside it that nobody cancels; `check` says what must hold when both have ended.
record Play(Action<Exception> act, Action<Exception> help, Runnable check) {
    static Play of(Action<Exception> act) {
        return new Play(act, () -> {}, () -> {});
    }

    Play help(Action<Exception> other) {
        return new Play(act, other, check);
    }

    Play check(Runnable other) {
        return new Play(act, help, other);
    }
}
