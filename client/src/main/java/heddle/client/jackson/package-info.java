/// JSON by Jackson, where that is among the jars: it is an optional dependency.
package heddle.client.jackson;
