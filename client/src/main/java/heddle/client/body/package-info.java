/// Bodies: what a request carries ([RequestBody]), where streamed bytes come from ([BodySource]), and a body as a
/// sequence of pieces ([Pieces]). Below the doors of `heddle.client`.
package heddle.client.body;
