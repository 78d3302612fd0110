/// Where bytes cross between a coroutine and the thread that moves them: one queue a direction, with the waiting
/// and the waking. Below [heddle.async.stream], for the modules that drive sockets and pipes, or bring
/// bodies.
package heddle.async.flow;
