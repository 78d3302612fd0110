/// Which URLs go through which proxy.
package heddle.client.proxy;
