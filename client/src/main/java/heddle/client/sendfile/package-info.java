/// Files that the kernel sends by itself. Hidden; it sees Netty.
package heddle.client.sendfile;
