/// The requests of a session as spans for OpenTelemetry, where that is among the jars: it is an optional dependency.
package heddle.client.opentelemetry;
