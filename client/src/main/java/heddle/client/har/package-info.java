/// Exchanges as an HTTP Archive (HAR 1.2), which the tools of browsers read.
package heddle.client.har;
