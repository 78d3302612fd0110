/// The values that say how a simulated network behaves.
package heddle.testkit.network;
