/// Asynchronous programs that read like ordinary code.
///
/// [heddle.async.Async#run] starts a loop and a first coroutine on it; inside, code that waits
/// ([sleep][Async#sleep], a lock, a response) parks its coroutine and leaves the thread to the others.
///
/// Work is **structured**. Tasks start only inside a [heddle.async.TaskGroup] (or an operator that is made of one,
/// such as [gather][Async#gather]), and the group ends when the last of them has ended: when a call returns,
/// nothing that it started still runs. The first failure cancels the others and is thrown, with the rest
/// suppressed; none is lost.
///
/// Cancellation is a state, not an event. It belongs to a *scope* (a task, a group, a timeout); once a scope is
/// cancelled, every wait inside it throws [heddle.async.task.CancelledException], and goes on to do so until the
/// code has left the scope. Code that blocks in foreign ways is interrupted, and the interrupt is taken back where
/// the scope ends. [Shielded][Async#shield] code is spared while it cleans up.
///
/// The nouns (a task, what it is given to do, what it throws) live in [heddle.async.task]; `import module
/// heddle.async;` names them all.
package heddle.async;
