/// The HTTP client's doors: [ClientSession], [Request], [Response].
///
/// A request passes a list of steps ([Pipeline]) on the coroutine that makes it; the last step hands it to
/// `heddle.client.wire`, whose pool lives on the I/O thread of the coroutine's loop.
package heddle.client;
