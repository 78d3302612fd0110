/// What sees calls as they go over the wire.
package heddle.client.tap;
