/// The hidden half of the client: pools, connections and what travels over them. It sees Netty; nobody else may.
package heddle.client.wire;
