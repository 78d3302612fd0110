/// Names to addresses: what is known without asking, and a DNS resolver for the rest. Exported to nobody.
package heddle.net.names;
