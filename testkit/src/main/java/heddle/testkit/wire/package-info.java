/// The simulated network: hosts, packets and channels in memory. Exported to nobody.
package heddle.testkit.wire;
