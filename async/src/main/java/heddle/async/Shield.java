package heddle.async;

import heddle.async.scope.Child;
import heddle.async.scope.Scope;
import heddle.async.task.Body;
import org.jspecify.annotations.Nullable;

/// A scope that cancellation from outside does not enter; it is met again right after.
final class Shield {
    private Shield() {}

    static <T extends @Nullable Object, X extends Exception> T shield(Body<? extends T, X> body) throws X {
        var me = Child.caller();
        var scope = Scope.shieldInside(me.scope());
        me.enter(scope);
        try {
            return body.call();
        } finally {
            me.leave(scope);
        }
    }
}
