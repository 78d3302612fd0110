/// Counts what becomes of the URLs of a job.
package heddle.fetch.tally;
