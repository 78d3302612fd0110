/// What lies between the steps of a call and the wire: whom to connect to, how a body is sent, what brings a
/// response. Below the doors of `heddle.client`; hidden.
package heddle.client.exchange;
