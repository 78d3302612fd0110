/// Connections that are wanted before there is a request for them.
package heddle.client.warmup;
