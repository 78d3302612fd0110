/// Where a fetch uploads to, as a user says it, and what does it.
package heddle.cli.upload;
