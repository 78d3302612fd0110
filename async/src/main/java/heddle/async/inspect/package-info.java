/// Seeing inside: what loops are at, who waits for whom and where.
///
/// [heddle.async.inspect.Inspect] is the door; what it gives is in [heddle.async.view].
package heddle.async.inspect;
