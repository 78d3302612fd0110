/// JSON as values of a program, by a library of its choice: [heddle.client.json.JsonCodec].
package heddle.client.json;
