/// Middlewares for calls that are to hold up: trying again, pacing, breaking the circuit, asking twice. Above the doors
/// of `heddle.client`, which know none of them; each is added by [heddle.client.SessionOptions#middleware].
package heddle.client.middleware;
