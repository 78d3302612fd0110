/// Who is trusted in a handshake, and which check it was that failed.
package heddle.net.trust;
