/// Bodies and what became of their URLs, as samples in tar files.
package heddle.fetch.output.tar;
