/// Lists of URLs to fetch, read as a stream: what a line may be, and what a bad one becomes.
package heddle.fetch.list;
