/// How a job goes about its list: small records, one a concern.
package heddle.fetch.options;
