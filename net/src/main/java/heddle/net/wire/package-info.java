/// The doors to the network: [heddle.net.wire.Dialer] out, [heddle.net.wire.Listener] in. They speak Netty, so this
/// package is exported to the client, the server and the test kit only.
package heddle.net.wire;
