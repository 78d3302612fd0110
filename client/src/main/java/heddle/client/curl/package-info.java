/// Requests as shell commands.
package heddle.client.curl;
