/// Exchanges as they went over the wire, in WARC files.
package heddle.fetch.output.warc;
