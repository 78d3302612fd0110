/// Outcomes as lines of JSON.
package heddle.fetch.output.line;
