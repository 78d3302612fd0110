/// One URL asked for: what comes of it, and what that tells of its host.
package heddle.fetch.exchange;
