/// What became of every URL, and where it goes: outcomes and the sinks that keep them.
package heddle.fetch.output;
