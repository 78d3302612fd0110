/// Bodies in files of their own.
package heddle.fetch.output.body;
