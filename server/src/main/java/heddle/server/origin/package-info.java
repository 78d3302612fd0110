/// An origin to ask while testing and measuring clients: [heddle.server.origin.TestOrigin] and its routes. On top of
/// `heddle.server`.
package heddle.server.origin;
