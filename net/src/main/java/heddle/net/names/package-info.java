/// Names to addresses: what is known without asking, and a DNS resolver for the rest. Only simulations see it.
package heddle.net.names;
