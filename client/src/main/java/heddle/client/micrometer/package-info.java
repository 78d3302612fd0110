/// The metrics of a session for Micrometer, where that is among the jars: it is an optional dependency.
package heddle.client.micrometer;
