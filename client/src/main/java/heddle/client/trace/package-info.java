/// What a session tells of its exchanges while they go on: [heddle.client.trace.SessionListener] hears
/// [heddle.client.trace.SessionEvent]s.
package heddle.client.trace;
