/// What a piece of work cost the process that did it: time, memory, threads, context switches.
package heddle.fetch.measure;
