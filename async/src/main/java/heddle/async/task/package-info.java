/// The nouns of the runtime: what a task is given to do, the handle on it, and what its waits throw.
///
/// Whatever makes or runs them is above, in [heddle.async].
package heddle.async.task;
