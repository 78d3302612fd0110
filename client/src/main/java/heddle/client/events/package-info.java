/// Server-sent events: of one response ([heddle.client.events.EventStream]), or of a feed that is connected to again
/// and again ([heddle.client.events.EventSource]). On top of `heddle.client`.
package heddle.client.events;
