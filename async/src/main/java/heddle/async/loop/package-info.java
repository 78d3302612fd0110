/// The engine: one thread, its coroutines, its timers, its sockets.
///
/// A [heddle.async.loop.Loop] is the meeting place. In its good footing a dedicated platform thread (the
/// [heddle.async.loop.Carrier]) does nothing but run continuations of virtual threads, and one of these, the I/O
/// thread, drives a Netty event loop ([heddle.async.loop.Reactor]). Coroutines hand work to the I/O thread with
/// [heddle.async.loop.Loop#execute(Runnable)], park with [heddle.async.loop.Parking], and never touch a buffer or a
/// pipeline themselves.
///
/// Why the carrier is not itself the event loop: suppose it were. X, elsewhere, holds a lock; a coroutine waits for
/// it and unmounts; then an event handler blocks on the same lock *as a platform thread*. X passes the lock to the
/// coroutine, whose continuation is queued behind the sleeping loop, and all three wait for good. With the handlers
/// on a virtual thread of their own that thread unmounts too, and the carrier goes on to run whoever holds the
/// lock.
///
/// This package knows nothing of scopes, groups and failures; it asks a [heddle.async.loop.Coroutine] before each
/// wait whether it still may.
package heddle.async.loop;
