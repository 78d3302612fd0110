/// The values a session is configured with: small records, one a concern, each with its defaults.
package heddle.client.options;
