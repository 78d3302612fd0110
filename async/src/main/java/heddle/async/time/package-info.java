/// Where a loop's time comes from: the system's clock, or a virtual one that costs no waiting.
package heddle.async.time;
